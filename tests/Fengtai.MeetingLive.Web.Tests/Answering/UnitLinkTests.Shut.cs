using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Preparation.Visits;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Answering;

/// <summary>Links that do not hold: why, and nothing else.</summary>
public sealed partial class UnitLinkTests
{
    [Fact]
    public async Task A_withdrawn_and_a_reassigned_link_say_so_and_name_nothing()
    {
        var item = await host.PromisedAsync();
        var withdrawn = await host.LinkAsync(item);
        Assert.True(await host.Service<SignedLinks>().WithdrawAsync(Script.Street, withdrawn[3..19], Cancel));
        await SaysAsync(withdrawn, HttpStatusCode.Gone, "链接已经收回");

        var reassigned = await host.LinkAsync(item);
        await host.DoAsync(
            item,
            (id, at) => new Reassign(id, LinkHost.Office, at, item.Id, "王镇长", "镇城建办", "赵科长", null, "换单位")
        );
        await SaysAsync(reassigned, HttpStatusCode.Gone, "已不由您这里答复");
    }

    [Fact]
    public async Task A_link_whose_time_is_over_says_so_and_names_nothing()
    {
        // A host of its own, since its clock is moved.
        var own = new LinkHost();
        await own.InitializeAsync();
        await using (own)
        {
            var expired = await own.LinkAsync(await own.PromisedAsync());
            own.Clock.Advance(SignedLinks.Usual + TimeSpan.FromMinutes(1));
            await SaysAsync(own, expired, HttpStatusCode.Gone, "链接已过有效期");
        }
    }

    [Fact]
    public async Task A_forged_an_unknown_and_another_kind_of_link_are_told_alike()
    {
        var item = await host.PromisedAsync();
        var path = await host.LinkAsync(item);
        var forged = path[..^1] + (path[^1] == '0' ? '1' : '0');
        var pages = new List<string>();
        foreach (
            var wrong in new[]
            {
                forged,
                "/u/x",
                "/u/" + new string('0', 32),
                "/u/" + (await host.LinkAsync(item, LinkKind.Whistle, "镇城建办", new WhistleId("w1")))[3..],
            }
        )
            pages.Add(await SaysAsync(wrong, HttpStatusCode.NotFound, "这个链接打不开"));
        Assert.Single(pages.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_a_right_link_opens_all_the_same()
    {
        var own = new LinkHost();
        await own.InitializeAsync();
        await using (own)
        {
            var path = await own.LinkAsync(await own.PromisedAsync());
            using var browser = own.Browser();
            var last = HttpStatusCode.NotFound;
            for (var n = 0; n < 70 && last == HttpStatusCode.NotFound; n++)
            {
                using var answer = await browser.GetAsync(At($"/u/{n:D32}"), Cancel);
                last = answer.StatusCode;
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, last);
            using var right = await browser.GetAsync(At(path), Cancel);
            Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        }
    }
}
