namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>
/// The events that one save left, in the database of the change, until they are in the journal. Written by AuditGen with the
/// change's transaction, read and deleted by the relay; the application leaves it alone.
/// </summary>
public sealed class AuditOutboxRow
{
    /// <summary>The order of writing. Rows that depend on each other commit in this order; it has gaps, and rows may appear late.</summary>
    public long Position { get; init; }

    /// <summary>The operation, for people who look into the table.</summary>
    public required Guid Operation { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTime WrittenAt { get; init; }

    /// <summary>The number of events.</summary>
    public required int Count { get; init; }

    /// <summary>The event texts (docs/event-format.md), each ended by a line feed.</summary>
    public required byte[] Events { get; init; }

    /// <summary>
    /// The origin of the journal that is taking the row, or <see langword="null"/> while nobody is. Set before the journal is
    /// written, so that after a crash only that journal, which knows what it has, goes on with the row.
    /// </summary>
    public string? Journal { get; set; }
}
