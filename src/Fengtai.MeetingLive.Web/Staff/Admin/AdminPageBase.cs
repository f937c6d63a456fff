using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>A page of administration: asks anew who looks for every act, one act at a time, and says what came of it.</summary>
public abstract class AdminPageBase : StaffPage
{
    [Inject]
    protected IStringLocalizer<AdminWords> A { get; set; } = null!;

    protected override Roles For => Roles.Administrator;

    /// <summary>Who looks; null: nobody who may.</summary>
    protected StaffPerson? By { get; set; }

    /// <summary>Which form's last act was refused, such as <c>unit</c> or <c>rename:wangzuo</c>.</summary>
    protected string? WrongAt { get; private set; }

    private string? WrongCode { get; set; }

    /// <summary>What was done last.</summary>
    protected string? Said { get; set; }

    protected bool Busy { get; private set; }

    /// <summary>The words of what is wrong with this form, null when nothing is.</summary>
    protected string? WrongIn(string form) => WrongAt == form && WrongCode is not null ? Words(WrongCode) : null;

    protected string Words(string code) =>
        A[code, AdminRules.NameMost, AdminRules.KeywordsMost, AdminRules.KeywordMost] is { ResourceNotFound: false } own
            ? own
            : L[code];

    /// <summary>Reads again what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <param name="form">Where a refusal is shown.</param>
    /// <param name="said">What is said when it is done.</param>
    /// <returns>True when it is done; otherwise what was typed stays.</returns>
    protected async Task<bool> DoAsync(string form, Func<StaffPerson, Task<string?>> act, string said)
    {
        if (Busy)
            return false;
        Busy = true;
        try
        {
            WrongCode = await PersonAsync() is { } by ? await act(by) : "admin.not-allowed";
            WrongAt = WrongCode is null ? null : form;
            Said = WrongCode is null ? said : null;
            await ReadAsync();
            return WrongCode is null;
        }
        finally
        {
            Busy = false;
        }
    }
}
