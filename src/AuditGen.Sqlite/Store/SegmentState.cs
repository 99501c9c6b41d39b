namespace AuditGen.Sqlite.Store;

/// <summary>Where a segment stands. It only ever moves on.</summary>
internal enum SegmentState
{
    /// <summary>Takes events.</summary>
    Live = 1,

    /// <summary>Takes no more events, and waits to be archived; still answers.</summary>
    Sealed = 2,

    /// <summary>The archive answers; the source may not have been released yet.</summary>
    Archived = 3,

    /// <summary>The archive answers, and the source is gone.</summary>
    Released = 4,
}
