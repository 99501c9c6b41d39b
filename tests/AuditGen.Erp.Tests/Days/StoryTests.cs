using AuditGen.Reading;
using Erp.Stories;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Erp.Tests.Days;

/// <summary>What is hidden in a day can be found by asking the trail, with no more than an investigator knows.</summary>
public sealed class StoryTests(DayFixture fixture)
{
    private IAuditReader Reader => fixture.Day.Services.GetRequiredService<IAuditReader>();

    public static TheoryData<string> Titles => [.. StoryList.All.Select(static story => story.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Every_story_is_found_in_the_order_it_happened(string title)
    {
        Story story = StoryList.All.Single(story => story.Title == title);

        IReadOnlyList<AuditEvent> found = await story.FindAsync(Reader, AuditAccess.Everything, TestContext.Current.CancellationToken);

        string[] actions = [.. found.Select(static e => e.Action)];
        InOrder(story.Actions, actions).ShouldBeTrue($"expected {string.Join(", ", story.Actions)} in {string.Join(", ", actions)}");
        found.Select(static e => e.Tenant).Distinct().Count().ShouldBe(1, "nothing of other branches is in the answer");
    }

    [Fact]
    public async Task The_insider_is_told_apart_by_address_and_the_accounts_themselves_stay_hidden()
    {
        IReadOnlyList<AuditEvent> found =
            await new InsiderChangesBankAccount().FindAsync(Reader, AuditAccess.Everything, TestContext.Current.CancellationToken);

        found.ShouldAllBe(static e => e.Source!.Ip == "185.220.101.7");
        AuditChange[] accounts = [.. found.SelectMany(static e => e.Changes).Where(static change => change.Path == "/bankAccount")];
        accounts.Length.ShouldBe(2);
        accounts.ShouldAllBe(static change => change.Old.Kind == AuditValueKind.Masked && change.New.Kind == AuditValueKind.Masked);
    }

    [Fact]
    public async Task A_clerk_who_tried_to_take_a_document_away_is_in_its_history_as_denied()
    {
        IReadOnlyList<AuditEvent> found = await new ForcedUnlock().FindAsync(Reader, AuditAccess.Everything, TestContext.Current.CancellationToken);

        found[0].Outcome.ShouldBe(AuditOutcome.Denied);
        found[0].Actor.Roles.ShouldBe(["clerk"]);
        found[^1].Changes.ShouldContain(static change => change.Op == AuditChangeOp.Remove && change.Path == "/title");
    }

    [Fact]
    public async Task A_reader_who_may_see_one_context_only_finds_nothing_else()
    {
        IReadOnlyList<AuditEvent> found =
            await new OrderToCash().FindAsync(Reader, AuditAccess.To(["finance"], tenants: null), TestContext.Current.CancellationToken);

        found.Select(static e => e.Context).Distinct().ShouldBe(["finance"]);
    }

    private static bool InOrder(IEnumerable<string> wanted, string[] actions)
    {
        int at = 0;
        foreach (string action in wanted)
        {
            at = Array.IndexOf(actions, action, at) + 1;
            if (at == 0)
            {
                return false;
            }
        }

        return true;
    }
}
