using System.Text.Json;
using Erp.Audit;
using Erp.Finance;
using Erp.Kernel;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public void The_state_folded_from_the_trail_is_the_state_in_the_business_store()
    {
        AuditResourceType type = new ErpAuditModule().ResourceTypes.Single(static resource => resource.ClrType == typeof(Invoice));
        ILookup<string, AuditEvent> histories = fixture.Events
            .Where(static e => e.Resource?.Type == "invoice" && e.Outcome == AuditOutcome.Success).ToLookup(static e => e.Resource!.Id);
        Invoice[] invoices = [.. fixture.Day.Services.GetRequiredService<Table<Invoice, Id<Invoice>>>().Rows];

        invoices.Length.ShouldBeGreaterThan(100);
        histories.Count.ShouldBe(invoices.Length);
        foreach (Invoice invoice in invoices)
        {
            Fold(histories[invoice.Id.ToString()]).ShouldBe(Recorded(type, invoice));
        }
    }

    private static SortedDictionary<string, string> Fold(IEnumerable<AuditEvent> history)
    {
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (AuditChange change in history.SelectMany(static e => e.Changes))
        {
            if (change.Op == AuditChangeOp.Remove)
            {
                state.Remove(change.Path);
            }
            else
            {
                state[change.Path] = change.New.ToString();
            }
        }

        return state;
    }

    private static SortedDictionary<string, string> Recorded(AuditResourceType type, object instance)
    {
        using var writer = new AuditTextWriter();
        type.WriteChanges(before: null, type.Capture(instance), writer);
        using var changes = JsonDocument.Parse((byte[])[(byte)'[', .. writer.Written, (byte)']']);
        return new(
            changes.RootElement.EnumerateArray().ToDictionary(
                static change => change.GetProperty("path").GetString()!, static change => change.GetProperty("new").GetRawText()),
            StringComparer.Ordinal);
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
