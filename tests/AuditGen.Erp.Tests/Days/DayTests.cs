using Erp.Audit;

namespace AuditGen.Erp.Tests.Days;

public sealed class DayTests(DayFixture fixture)
{
    [Fact]
    public void The_trail_holds_one_event_for_each_change_the_business_committed_and_for_each_refusal_that_leaves_one() =>
        fixture.Events.Count.ShouldBe(fixture.Day.Day.Tally.Events);

    [Fact]
    public void Commands_were_refused_and_rolled_back_on_the_way()
    {
        fixture.Day.Day.Tally.Refused.ShouldBeGreaterThan(500);
        fixture.Day.Day.Tally.RolledBack.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Every_event_type_of_the_catalogue_occurs() =>
        fixture.Events.Select(static e => e.Action).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(new ErpAuditModule().Actions.Select(static action => action.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_event_agrees_with_the_catalogue_in_context_and_category()
    {
        Dictionary<string, AuditAction> actions = new ErpAuditModule().Actions.ToDictionary(static action => action.Code);

        fixture.Events.Where(e => actions[e.Action].Context != e.Context || actions[e.Action].Category != e.Category).ShouldBeEmpty();
    }

    [Fact]
    public void A_refused_command_leaves_no_change_at_most_the_fact_that_it_was_refused() =>
        fixture.Events.Where(static e => e.Outcome != AuditOutcome.Success && (!e.Changes.IsEmpty || e.ChangesUnknown)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_unknown_and_nothing_unaudited()
    {
        fixture.Events.Where(static e => e.ChangesUnknown || e.Outcome == AuditOutcome.Unknown).ShouldBeEmpty();
        fixture.Events.SelectMany(static e => e.Changes)
            .Where(static change => change.Old.Kind == AuditValueKind.Unaudited || change.New.Kind == AuditValueKind.Unaudited).ShouldBeEmpty();
    }

    [Fact]
    public void The_changes_of_every_resource_fold_without_a_gap()
    {
        foreach (IGrouping<(string, string), AuditEvent> resource in fixture.Events
            .Where(static e => e.Resource is not null && e.Outcome == AuditOutcome.Success)
            .GroupBy(static e => (e.Resource!.Type, e.Resource.Id)))
        {
            var state = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (AuditChange change in resource.SelectMany(static e => e.Changes).Where(static change => HasOnePlace(change)))
            {
                if (change.Op != AuditChangeOp.Add && state.TryGetValue(change.Path, out string? known))
                {
                    change.Old.ToString().ShouldBe(known, $"{resource.Key} {change.Path}");
                }

                state[change.Path] = change.New.ToString();
            }
        }
    }

    /// <summary>Elements without a key share one path, and a move tells positions.</summary>
    private static bool HasOnePlace(AuditChange change) =>
        change.Op != AuditChangeOp.Move && !change.Path.EndsWith("/-", StringComparison.Ordinal);

    [Fact]
    public void Every_event_names_its_actor_session_source_and_tenant() =>
        fixture.Events.Where(static e =>
            e.Actor.Name is null || e.Actor.Roles.IsEmpty || e.Session is null || e.Tenant is null || e.Source?.Ip is null || e.Source.Service != "erp")
            .ShouldBeEmpty();

    [Fact]
    public void Sessions_work_side_by_side()
    {
        int switches = fixture.Events.Zip(fixture.Events.Skip(1)).Count(static pair => pair.First.Tenant != pair.Second.Tenant);

        switches.ShouldBeGreaterThan(fixture.Events.Count / 20);
    }
}
