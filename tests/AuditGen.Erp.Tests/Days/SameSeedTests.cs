using System.Text;

namespace AuditGen.Erp.Tests.Days;

public sealed class SameSeedTests
{
    [Fact]
    public async Task The_same_seed_gives_the_same_business_content_in_every_session_whatever_the_concurrency()
    {
        await using RunDay alone = await RunDay.StartAsync(events: 3_000, seed: 7, sideBySide: 1);
        await using RunDay together = await RunDay.StartAsync(events: 3_000, seed: 7, sideBySide: 32);

        SortedDictionary<string, string> expected = ContentBySession(alone);
        SortedDictionary<string, string> actual = ContentBySession(together);
        actual.Keys.ShouldBe(expected.Keys);
        foreach ((string session, string content) in expected)
        {
            actual[session].ShouldBe(content);
        }
    }

    [Fact]
    public async Task Another_seed_gives_another_day()
    {
        await using RunDay first = await RunDay.StartAsync(events: 300, seed: 1);
        await using RunDay second = await RunDay.StartAsync(events: 300, seed: 2);

        ContentBySession(first).Keys.Intersect(ContentBySession(second).Keys).ShouldBeEmpty();
    }

    /// <summary>All that an event says except when it was, and which event and operation it is.</summary>
    private static SortedDictionary<string, string> ContentBySession(RunDay day)
    {
        var sessions = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        foreach (AuditEvent e in day.Events)
        {
            if (!sessions.TryGetValue(e.Session!, out StringBuilder? content))
            {
                sessions.Add(e.Session!, content = new StringBuilder());
            }

            content.AppendLine($"{e.Context} {e.Action} {e.Outcome} {e.Actor.Id} {e.Resource} {e.Correlation} {e.Tenant} {e.Reason} {e.Source}");
            foreach (AuditChange change in e.Changes)
            {
                content.AppendLine($"  {change.Op} {change.Path} {change.Old} {change.New}");
            }

            foreach (AuditDatum fact in e.Data)
            {
                content.AppendLine($"  {fact.Name} {fact.Value}");
            }
        }

        return new(sessions.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToString()), StringComparer.Ordinal);
    }
}
