using System.Collections.Immutable;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Diagnosing;

/// <summary>What is looked at, and what is known of the process that exports.</summary>
public sealed record ClusterDoctorOptions
{
    /// <summary>The namespace at the end of the data streams' names. Default <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Contexts that must have a data stream; empty where only those found are looked at.</summary>
    public ImmutableArray<string> Contexts { get; init; } = [];

    /// <summary>The snapshot repository of cold and frozen events; <see langword="null"/> for none. Default <c>auditgen</c>.</summary>
    public string? SnapshotRepository { get; init; } = "auditgen";

    /// <summary>
    /// Whether second copies of events are counted, which reads every id in the store: a minute for some ten million.
    /// Default true.
    /// </summary>
    public bool CountSecondCopies { get; init; } = true;

    /// <summary>A log whose newest checkpoint is older than this stands still. Default 15 min: an idle log signs every 10 min.</summary>
    public TimeSpan LongestCheckpointAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>An exporter that is further behind than this many events is reported. Default 10,000.</summary>
    public long MostBehind { get; init; } = 10_000;

    /// <summary>Number of events in the journal (<see cref="IJournal.NextIndex"/>), where the journal is at hand.</summary>
    public long? Appended { get; init; }

    /// <summary>The cursors of the journal's consumers, where the journal is at hand.</summary>
    public ImmutableArray<JournalCursorPosition> Cursors { get; init; } = [];

    /// <summary>Events in quarantine by consumer, where the quarantine is at hand.</summary>
    public ImmutableDictionary<string, long> Quarantined { get; init; } = ImmutableDictionary<string, long>.Empty;
}
