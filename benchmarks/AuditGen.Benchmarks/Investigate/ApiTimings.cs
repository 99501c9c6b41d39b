using System.Diagnostics;
using System.Globalization;
using AuditGen.Benchmarks.Store;
using AuditGen.Reading;

namespace AuditGen.Benchmarks.Investigate;

/// <summary>
/// The first page of an answer over HTTP, and the counts beside it, with other values each time. In the same run the store
/// is asked directly, and an endpoint that answers nothing: together they are what no API over HTTP can go below.
/// </summary>
internal sealed class ApiTimings(InvestigatedTrail trail, int rounds) : IDisposable
{
    private const int Goal = 60;
    private const string Counted = "api/facets?dimension=context&dimension=action&dimension=category&dimension=actor&dimension=resource_type&dimension=outcome&dimension=tenant";

    private readonly HttpClient _http = new() { BaseAddress = new Uri(trail.Address) };
    private AuditFacetRequest _facets = new()
    {
        Dimensions =
        [
            AuditDimension.Context, AuditDimension.Action, AuditDimension.Category, AuditDimension.Actor, AuditDimension.ResourceType, AuditDimension.Outcome,
            AuditDimension.Tenant,
        ],
        Top = 12,
        Interval = AuditInterval.Week,
    };

    public async Task RunAsync()
    {
        AuditPage newest = await trail.Reader.SearchAsync(ApiQuestion.All.Query, AuditPaging.First).ConfigureAwait(false);
        _facets = _facets with { UpTo = newest.Records[0].Event.Id };

        // Not what earlier runs over the same folder searched for.
        AuditPage filled = await trail.Reader.SearchAsync(ApiQuestion.All.Query with { To = InvestigatedTrail.End }, new AuditPaging { Size = 1_000 }).ConfigureAwait(false);
        AuditEvent[] sample = [.. filled.Records.Select(static record => record.Event)];
        AuditEvent Some(int i) => sample[i * 61 % sample.Length];

        Console.WriteLine("| first page of 50 | page: median, p90 | the store alone | empty endpoint | ratio to both | counts: median, p90 | the store alone | |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        await AskAsync("everything", _ => ApiQuestion.All).ConfigureAwait(false);
        await AskAsync("everything, search not recorded", _ => ApiQuestion.All, InvestigatedTrail.Unrecorded).ConfigureAwait(false);
        await AskAsync("everything of two contexts and a tenant", _ => ApiQuestion.All with
        {
            Query = new AuditQuery { Access = AuditAccess.To(Auditor.Contexts, [Auditor.Tenant]) },
        }, limited: true).ConfigureAwait(false);
        await WhereAsync("context", i => Name("context", i % BenchmarkEvents.Contexts), static (query, value) => query with { Contexts = [value] }).ConfigureAwait(false);
        await WhereAsync("tenant", i => Name("tenant", i % 3), static (query, value) => query with { Tenants = [value] }).ConfigureAwait(false);
        await WhereAsync("actor", i => Name("u-", i * 31 % BenchmarkEvents.Actors), static (query, value) => query with { Actors = [value] }).ConfigureAwait(false);
        await WhereAsync("on_behalf_of", i => Name("u-", i), static (query, value) => query with { OnBehalfOf = [value] }).ConfigureAwait(false);
        await WhereAsync("resource_type", i => Some(i).Resource!.Type, static (query, value) => query with { ResourceTypes = [value] }).ConfigureAwait(false);
        await WhereAsync("resource_id", i => Some(i).Resource!.Id!, static (query, value) => query with { ResourceIds = [value] }).ConfigureAwait(false);
        await WhereAsync("action", i => Some(i).Action, static (query, value) => query with { Actions = [value] }).ConfigureAwait(false);
        await WhereAsync("category", i => Some(i).Category.ToName(), static (query, value) => query with { Categories = [Enum.Parse<AuditCategory>(value, ignoreCase: true)] }).ConfigureAwait(false);
        await WhereAsync("outcome", i => i % 2 == 0 ? "denied" : "success", static (query, value) => query with { Outcomes = [Enum.Parse<AuditOutcome>(value, ignoreCase: true)] }).ConfigureAwait(false);
        await WhereAsync("operation", i => Some(i).Operation.ToString(), static (query, value) => query with { Operations = [Guid.Parse(value)] }).ConfigureAwait(false);
        await WhereAsync("session", i => Some(i).Session!, static (query, value) => query with { Sessions = [value] }).ConfigureAwait(false);
        await WhereAsync("correlation", i => Some(i).Correlation!, static (query, value) => query with { Correlations = [value] }).ConfigureAwait(false);
        await WhereAsync("path", i => $"{Name("/lines/", ((i % 9) + 1) * 10)}/note", static (query, value) => query with { ChangedPath = value }).ConfigureAwait(false);
        await WhereAsync("old", i => Words(i), static (query, value) => query with { OldValue = value }).ConfigureAwait(false);
        await WhereAsync("new", i => Words(i), static (query, value) => query with { NewValue = value }).ConfigureAwait(false);
        await WhereAsync("from", i => Day(i), static (query, value) => query with { From = DateTimeOffset.Parse(value, CultureInfo.InvariantCulture) }).ConfigureAwait(false);
        await WhereAsync("to", i => Day(i), static (query, value) => query with { To = DateTimeOffset.Parse(value, CultureInfo.InvariantCulture) }).ConfigureAwait(false);
        await WhereAsync("q", i => Words(i), static (query, value) => query with { Text = value }, "two whole words").ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private Task WhereAsync(string parameter, Func<int, string> value, Func<AuditQuery, string, AuditQuery> narrow, string? name = null) =>
        AskAsync(name ?? parameter, i => ApiQuestion.Where(parameter, value(i), query => narrow(query, value(i))));

    private async Task AskAsync(string name, Func<int, ApiQuestion> question, string prefix = InvestigatedTrail.Audited, bool limited = false)
    {
        Timings page = new(), store = new(), empty = new(), counts = new(), counted = new();
        for (int round = rounds == 1 ? 0 : -1; round < rounds; round++)
        {
            // Each round asks for other values, and turns are taken in who asks first and finds less in the caches.
            ApiQuestion asked = question(round + 1);
            bool storeFirst = round % 2 == 0;
            TimeSpan alone = storeFirst ? await SearchAsync(asked).ConfigureAwait(false) : default;
            TimeSpan whole = await GetAsync($"{prefix}/api/events?limit=50{asked.Filters}", limited).ConfigureAwait(false);
            alone = storeFirst ? alone : await SearchAsync(asked).ConfigureAwait(false);
            await trail.SettleAsync().ConfigureAwait(false);
            TimeSpan nothing = await GetAsync(InvestigatedTrail.Empty, limited).ConfigureAwait(false);
            TimeSpan countedAlone = storeFirst ? await CountAsync(asked).ConfigureAwait(false) : default;
            TimeSpan wholeCounts = await GetAsync($"{prefix}/{Counted}&up_to={_facets.UpTo}{asked.Filters}", limited).ConfigureAwait(false);
            countedAlone = storeFirst ? countedAlone : await CountAsync(asked).ConfigureAwait(false);
            if (round >= 0)
            {
                page.Add(whole);
                store.Add(alone);
                empty.Add(nothing);
                counts.Add(wholeCounts);
                counted.Add(countedAlone);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {page.Median:N1}, {page.P90:N1} ms | {store.Median:N1} ms | {empty.Median:N1} ms | {page.Median / (store.Median + empty.Median):N1} | {counts.Median:N1}, {counts.P90:N1} ms | {counted.Median:N1} ms | {(page.Median <= Goal ? "" : "OVER")} |"));
    }

    private async Task<TimeSpan> GetAsync(string address, bool limited)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (limited)
        {
            request.Headers.Add(Auditor.Limited, "");
        }

        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await _http.SendAsync(request).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        return response.IsSuccessStatusCode ? took : throw new InvalidOperationException($"{address}: {response.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
    }

    private async Task<TimeSpan> SearchAsync(ApiQuestion asked)
    {
        long start = Stopwatch.GetTimestamp();
        await trail.Reader.SearchAsync(asked.Query, AuditPaging.First).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(start);
    }

    private async Task<TimeSpan> CountAsync(ApiQuestion asked)
    {
        long start = Stopwatch.GetTimestamp();
        await trail.Reader.CountAsync(asked.Query, _facets).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(start);
    }

    private static string Name(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);

    private static string Words(int i) => $"{BenchmarkEvents.Word(i * 97)} {BenchmarkEvents.Word(i * 331)}";

    private static string Day(int i) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(i * 37 % 270).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
