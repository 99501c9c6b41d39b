namespace AuditGen.Sqlite.Store;

/// <summary>What became of an event that was offered to a segment.</summary>
internal enum InsertOutcome
{
    /// <summary>It is stored now.</summary>
    Added,

    /// <summary>The very event was there already: a delivery was repeated.</summary>
    Repeated,

    /// <summary>Another text has its id.</summary>
    Contradicted,

    /// <summary>Another event has its key: it belongs into another part of the month.</summary>
    Clashed,
}
