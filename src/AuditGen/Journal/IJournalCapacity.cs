namespace AuditGen.Journal;

/// <summary>How much a journal may hold, and holds.</summary>
public interface IJournalCapacity
{
    /// <summary>Bytes of all segments.</summary>
    long Bytes { get; }

    /// <summary>The bound of <see cref="Bytes"/>: beyond it, operations are refused or wait before they run.</summary>
    long MaxBytes { get; }

    /// <summary>Raised, on any thread, after segments have left and room has come free.</summary>
    event EventHandler? RoomFreed;
}
