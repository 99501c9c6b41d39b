using System.Diagnostics;
using System.Globalization;
using AuditGen.Reading;
using AuditGen.Sqlite;

namespace AuditGen.Benchmarks.Store;

/// <summary>Questions of every kind, each asked many times with other values, timed one by one.</summary>
internal static class StoreQuestions
{
    private const int Rounds = 15;

    private static readonly AuditQuery s_all = new() { Access = AuditAccess.Everything };

    public static async Task RunAsync(SqliteAuditStore store)
    {
        Console.WriteLine($"{"question",-52} {"median",9} {"p90",9} {"worst",9}  budget");
        AuditPage sample = await store.SearchAsync(s_all, new AuditPaging { Size = 1_000 });
        AuditEvent Some(int i) => sample.Records[i * 61 % sample.Records.Length].Event;

        await Page("newest", _ => s_all, 50);
        await Page("context", i => s_all with { Contexts = [Name("context", i % 16)] }, 50);
        await Page("actor", i => s_all with { Actors = [Name("u-", i * 31 % 500)] }, 50);
        await Page("action", i => s_all with { Actions = [Some(i).Action] }, 50);
        await Page("outcome denied", _ => s_all with { Outcomes = [AuditOutcome.Denied] }, 50);
        await Page("session", i => s_all with { Sessions = [Some(i).Session!] }, 50);
        await Page("correlation", i => s_all with { Correlations = [Some(i).Correlation!] }, 50);
        await Page("operation", i => s_all with { Operations = [Some(i).Operation] }, 50);
        await Page("tenant and context and category", i => s_all with { Tenants = ["tenant1"], Contexts = [Name("context", i % 16)], Categories = [AuditCategory.Approve] }, 50);
        await Page("actor and action, in one week", i => s_all with { Actors = [Name("u-", i * 31 % 500)], Actions = [Some(i).Action], From = Week(i), To = Week(i).AddDays(7) }, 50);
        await Page("oldest of an actor and outcome", i => s_all with { Actors = [Name("u-", i * 17 % 500)], Outcomes = [AuditOutcome.Denied] }, 50, AuditOrder.OldestFirst);
        await Page("nothing: frequent and frequent", _ => s_all with { Contexts = ["context0"], Actions = ["thing1_1.update"] }, 50);
        await Page("one word", i => s_all with { Text = BenchmarkEvents.Word(i * 97) }, 50);
        await Page("two words and a beginning", i => s_all with { Text = BenchmarkEvents.Word(i * 97) + " " + BenchmarkEvents.Word(i * 331) + " inv*" }, 50);
        await Page("one word and a beginning of many words", i => s_all with { Text = BenchmarkEvents.Word(i * 97) + " 12*" }, 50);
        await Page("two beginnings", i => s_all with { Text = BenchmarkEvents.Word(i * 97)[..3] + "* 0000*" }, 50);
        await Page("a beginning every event has", _ => s_all with { Text = "inv*" }, 50);
        await Page("a beginning of three digits", i => s_all with { Text = Name("", 100 + (i * 31 % 900)) + "*" }, 50);
        await Page("a beginning of one letter", _ => s_all with { Text = "q*" }, 50);
        await Page("a beginning nothing has", _ => s_all with { Text = "xy*" }, 50);
        await Page("a beginning and an actor", i => s_all with { Text = BenchmarkEvents.Word(i * 97)[..3] + "*", Actors = [Name("u-", i * 31 % 500)] }, 50);
        await Page("a beginning the context never has", i => s_all with { Text = "thing3*", Contexts = [Name("context", 4 + (i % 10))] }, 50);
        await Page("a beginning of many words, in one week", i => s_all with { Text = "12* 34*", From = Week(i), To = Week(i).AddDays(7) }, 50);
        await Page("changed path", i => s_all with { ChangedPath = Name("/lines/", ((i % 9) + 1) * 10) + "/note" }, 50);
        await Page("path pattern", _ => s_all with { ChangedPath = "/lines/*/note" }, 50);
        await Page("path and old and new value", i => s_all with { ChangedPath = "/status", OldValue = "create", NewValue = i % 2 == 0 ? "post" : "CANCEL" }, 50);
        await Page("new value anywhere", i => s_all with { NewValue = BenchmarkEvents.Word(i * 97) + " " + BenchmarkEvents.Word(i * 331) }, 50);
        await Page("limited to two contexts and a tenant", i => s_all with { Access = AuditAccess.To(["context1", "context9"], ["tenant2"]), Actors = [Name("u-", i * 13 % 500)] }, 50);
        await Time("event by id", 5, async i => await store.FindAsync(Some(i).Id, AuditAccess.Everything));
        await Time("history of a resource", 5, async i => await store.HistoryAsync(Some(i).Resource!.Type, Some(i).Resource!.Id, AuditAccess.Everything));
        await Time("history of one with 1,000 events, first page", 5, async _ => await store.HistoryAsync("thing0_0", BenchmarkEvents.OftenChanged, AuditAccess.Everything));
        await Time("session across contexts", 50, async i => await store.SessionAsync(Some(i).Session!, AuditAccess.Everything));
        await Time("as-of of a resource with 1,000 events", 20, async i => await store.AsOfAsync("thing0_0", BenchmarkEvents.OftenChanged, Week(60).AddSeconds(i), AuditAccess.Everything));
        AuditFacetRequest facets = new() { Dimensions = [.. Enum.GetValues<AuditDimension>()], Interval = AuditInterval.Day };
        await Count("facets, unfiltered", _ => s_all, 100);
        await Count("facets of a context", i => s_all with { Contexts = [Name("context", i % 16)] }, 500);
        await Count("facets of an outcome most have", _ => s_all with { Outcomes = [AuditOutcome.Success] }, 500);
        await Count("facets of an actor", i => s_all with { Actors = [Name("u-", i * 31 % 500)] }, 500);
        await Count("facets of a month", _ => s_all with { From = Week(9), To = Week(13) }, 500);
        await Count("facets of a word", i => s_all with { Text = BenchmarkEvents.Word(i * 97) }, 500);

        await Count("facets of a beginning every event has", _ => s_all with { Text = "inv*" }, 500);
        await Count("facets of a beginning of many words", _ => s_all with { Text = "12*" }, 500);

        Task Page(string name, Func<int, AuditQuery> query, int budget, AuditOrder order = AuditOrder.NewestFirst) =>
            Time(name, budget, async i => await store.SearchAsync(query(i), new AuditPaging { Order = order }));

        Task Count(string name, Func<int, AuditQuery> query, int budget) =>
            Time(name, budget, async i => await store.CountAsync(query(i), facets));
    }

    private static async Task Time(string name, int budget, Func<int, Task> ask)
    {
        await ask(0);
        double[] took = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await ask(i + 1);
            took[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(took);
        Console.WriteLine($"{name,-52} {took[Rounds / 2],6:N1} ms {took[(int)(Rounds * 0.9)],6:N1} ms {took[^1],6:N1} ms  {budget,4} ms {(took[Rounds / 2] <= budget ? "" : "OVER")}");
    }

    private static string Name(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Week(int number) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(7 * (number % 38));
}
