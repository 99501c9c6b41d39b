namespace AuditGen.Journal;

/// <summary>How far one consumer has come. Persisted; used by one caller at a time.</summary>
public interface IJournalCursor
{
    /// <summary>The consumer's name.</summary>
    string Name { get; }

    /// <summary>Index of the first event that the consumer has not acknowledged.</summary>
    long Position { get; }

    /// <summary>Moves the cursor, durably: everything below is taken, and a segment that nobody else needs may leave.</summary>
    /// <param name="position">Index of the first event not acknowledged; never below <see cref="Position"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cursor would move back, or beyond the end of the log.</exception>
    /// <exception cref="JournalException">The position could not be made durable.</exception>
    void Acknowledge(long position);
}
