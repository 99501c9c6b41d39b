using AuditGen.Sqlite.Journal;

namespace AuditGen.Sqlite;

/// <summary>What only tests and benchmarks change.</summary>
internal sealed record SqliteJournalInternals
{
    /// <summary>The value of <c>PRAGMA synchronous</c>: anything but FULL loses acknowledged events at a power loss.</summary>
    public string Synchronous { get; init; } = "FULL";

    /// <summary>Bytes of a database page of new segments.</summary>
    public int PageSize { get; init; } = 8192;

    /// <summary>Pages in the write-ahead log after which a commit moves them into the database file.</summary>
    public int AutoCheckpointPages { get; init; } = 2048;

    /// <summary>The schema that new segments get and old ones are brought to.</summary>
    public JournalSchema SegmentSchema { get; init; } = JournalSchema.Segment;

    /// <summary>The bound of a segment's pages: reaching it is what a full disk looks like. 0 for none.</summary>
    public int MaxPages { get; init; }
}
