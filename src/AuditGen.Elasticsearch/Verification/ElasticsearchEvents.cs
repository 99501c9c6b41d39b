using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Ledger;

namespace AuditGen.Elasticsearch.Verification;

/// <summary>
/// The events of a log as Elasticsearch holds them, for verification: every document whatever state it is in, compared with the
/// one that its original text gives.
/// </summary>
public sealed class ElasticsearchEvents : IStoredEvents
{
    private const long PartSize = 32_768;

    private ElasticsearchEvents(string name)
    {
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ImmutableArray<LedgerFault> Findings { get; private init; } = [];

    /// <inheritdoc/>
    public ImmutableArray<StoredRange> MustHold { get; private init; } = [];

    /// <inheritdoc/>
    public long EstimatedCount { get; private init; }

    /// <inheritdoc/>
    public ImmutableArray<IStoredEventPart> Parts { get; private init; } = [];

    /// <summary>Looks at what is there.</summary>
    /// <param name="transport">The way to the cluster, with a credential that may read.</param>
    /// <param name="ledger">The ledger there, which says what must be there; opened before.</param>
    /// <param name="options">What is to be verified.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <exception cref="LedgerException">The cluster does not answer: says why.</exception>
    public static async Task<ElasticsearchEvents> OpenAsync(
        IElasticsearchTransport transport, ElasticsearchLedger ledger, ElasticsearchTrailOptions? options = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        options ??= new ElasticsearchTrailOptions();
        var client = new SearchClient(transport, new ElasticsearchStoreOptions { Namespace = options.Namespace }, time ?? TimeProvider.System);
        string target = options.Contexts.IsDefaultOrEmpty
            ? AuditStreams.AllEvents(options.Namespace)
            : string.Join(',', options.Contexts.Select(context => AuditStreams.Events(context, options.Namespace)).Distinct(StringComparer.Ordinal));
        string name = $"Elasticsearch {target}";
        try
        {
            StoredEventCensus census = await StoredEventCensus.TakeAsync(client, target, cancellationToken).ConfigureAwait(false);
            long size = ledger.Size;
            return new ElasticsearchEvents(name)
            {
                Findings = [.. census.Findings(name, ledger.Origin, await LogsAsync(client, options, cancellationToken).ConfigureAwait(false))],
                EstimatedCount = census.CountOf(ledger.Origin),
                MustHold = options.Contexts.IsDefaultOrEmpty ? [.. Without(options.Quarantined, options.ShippedFrom, size)] : [],
                Parts = [.. PartsOf(client, target, ledger.Origin, options.Namespace, size)],
            };
        }
        catch (Exception failure) when (failure is ElasticsearchStoreException or ElasticsearchTransportException)
        {
            throw new LedgerException($"{name} cannot be read: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Views of the data are closed by their readers.
    }

    private static async ValueTask<HashSet<string>> LogsAsync(SearchClient client, ElasticsearchTrailOptions options, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["size"] = 0, ["aggs"] = new JsonObject { ["logs"] = new JsonObject { ["terms"] = new JsonObject { ["field"] = "log", ["size"] = 1000 } } } };
        JsonNode answer = await client.SearchAsync(AuditStreams.Ledger(options.Namespace), body, isLong: false, cancellationToken).ConfigureAwait(false);
        return [.. (answer["aggregations"]?["logs"]?["buckets"]?.AsArray() ?? []).Select(static bucket => (string)bucket!["key"]!)];
    }

    private static IEnumerable<StoredRange> Without(ImmutableArray<long> quarantined, long first, long size)
    {
        foreach (long index in (quarantined.IsDefault ? [] : quarantined).Order().Where(index => index >= first && index < size))
        {
            if (index > first)
            {
                yield return new StoredRange(first, index);
            }

            first = index + 1;
        }

        if (size > first)
        {
            yield return new StoredRange(first, size);
        }
    }

    /// <summary>Runs of indexes, in the order of the ledger, and everything that says another index or none.</summary>
    private static IEnumerable<IStoredEventPart> PartsOf(SearchClient client, string target, string log, string space, long size)
    {
        for (long first = 0; first < size; first += PartSize)
        {
            long next = Math.Min(size, first + PartSize);
            string name = string.Create(CultureInfo.InvariantCulture, $"events {first} to {next - 1}");
            yield return new Part(client, target, log, space, name, new JsonObject { ["filter"] = new JsonArray(OfLog(log), Between(first, next)) });
        }

        yield return new Part(client, target, log, space, "events later or without a place", new JsonObject
        {
            ["filter"] = new JsonArray(OfLog(log)),
            ["must_not"] = new JsonArray(Between(0, size)),
        });
    }

    private static JsonObject OfLog(string log) => new() { ["term"] = new JsonObject { ["audit.ledger.log"] = log } };

    private static JsonObject Between(long first, long next) => new() { ["range"] = new JsonObject { ["audit.ledger.index"] = new JsonObject { ["gte"] = first, ["lt"] = next } } };

    private sealed class Part(SearchClient client, string target, string log, string space, string name, JsonObject query) : IStoredEventPart
    {
        public string Name => name;

        public IStoredEventReader Open(bool compareFields)
        {
            var sort = new JsonArray(new JsonObject { ["audit.ledger.index"] = "asc" }, new JsonObject { ["@timestamp"] = "asc" });
            return new DocumentReader(
                ViewScan.ReadAsync(client, target, new JsonObject { ["bool"] = query.DeepClone() }, sort, JsonValue.Create(true), CancellationToken.None), log, space, compareFields);
        }
    }
}
