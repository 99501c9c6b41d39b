using System.Collections.Immutable;

namespace AuditGen.Elasticsearch.Export;

/// <summary>How events are shipped.</summary>
public sealed record ElasticsearchExporterOptions
{
    /// <summary>
    /// The name of the exporter and of its cursor; a context that is held back has another one, <c>name/context</c>.
    /// Default <c>elasticsearch</c>.
    /// </summary>
    public string Name { get; init; } = "elasticsearch";

    /// <summary>The namespace at the end of the data streams' names, such as an environment. Default <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>The contexts that this exporter carries; empty for all but <see cref="ExceptContexts"/>.</summary>
    public ImmutableHashSet<string> Contexts { get; init; } = [];

    /// <summary>Contexts that another exporter carries.</summary>
    public ImmutableHashSet<string> ExceptContexts { get; init; } = [];

    /// <summary>Whether the cluster counts as the store of record, so that journal segments may leave. Default true.</summary>
    public bool IsStoreOfRecord { get; init; } = true;

    /// <summary>Most events in one request, 1 to 10,000. Default 1,000.</summary>
    public int MaxEvents { get; init; } = 1000;

    /// <summary>Most bytes in one request before compression, 64 KiB to 90 MiB; one event alone may exceed it. Default 5 MiB.</summary>
    public int MaxBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Requests under way at once, 1 to 32. Default 4.</summary>
    public int MaxInFlight { get; init; } = 4;

    /// <summary>Shortest time between requests that are not full. Default 1 s.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait for the answer of one request. Default 60 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Limit of the pause after a first failure; doubles with each further one. Default 100 ms.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between attempts. Default 30 s.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause before the next attempt where an operator has to act first. Default 30 s.</summary>
    public TimeSpan PauseRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the store may take no event of a context, while it answers, before that context is held back: it then has a
    /// cursor of its own, and the others go on. Default 10 s.
    /// </summary>
    public TimeSpan HoldBackAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether requests are compressed. Default true.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>
    /// Whether checkpoints and leaf hashes of the ledger go to <c>auditledger-&lt;namespace&gt;</c>, so that the store can be
    /// verified by itself. One exporter ships for all: the first that does. Default true.
    /// </summary>
    public bool ShipLedger { get; init; } = true;

    /// <summary>How often checkpoints are shipped. Default 10 s.</summary>
    public TimeSpan LedgerInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Every fault of these options, each with what to write instead; empty when they are fit for use.</summary>
    public IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(Namespace))
        {
            yield return "Elasticsearch export: Name and Namespace are not empty.";
        }
        else if (!Namespace.Equals(AuditStreams.Part(Namespace), StringComparison.Ordinal))
        {
            yield return $"Elasticsearch export: the namespace '{Namespace}' consists of lower-case letters, digits and underscores; write '{AuditStreams.Part(Namespace)}'.";
        }

        if (MaxEvents is < 1 or > 10_000)
        {
            yield return "Elasticsearch export: MaxEvents is from 1 to 10000.";
        }

        if (MaxBytes is < 64 * 1024 or > 90 * 1024 * 1024)
        {
            yield return "Elasticsearch export: MaxBytes is from 65536 to 94371840; the server's own limit is 100 MB.";
        }

        if (MaxInFlight is < 1 or > 32)
        {
            yield return "Elasticsearch export: MaxInFlight is from 1 to 32.";
        }

        if (Linger < TimeSpan.Zero || FirstRetry <= TimeSpan.Zero || LongestRetry < FirstRetry || PauseRetry <= TimeSpan.Zero || RequestTimeout <= TimeSpan.Zero || LedgerInterval <= TimeSpan.Zero || HoldBackAfter <= TimeSpan.Zero)
        {
            yield return "Elasticsearch export: times are longer than zero, and LongestRetry is not shorter than FirstRetry.";
        }
    }
}
