namespace AuditGen.Sqlite.Journal;

/// <summary>What opening a journal found and did.</summary>
/// <param name="WasClean">Whether the journal had been closed in order: there was nothing to recover.</param>
/// <param name="NextIndex">Number of events after recovery.</param>
/// <param name="RecoveredFrames">Frames of the last segment's write-ahead log that were finished: events that were durable but not yet in the database file.</param>
/// <param name="DiscardedBytes">Bytes of an unfinished transaction at the end of it; nobody had been told that it was durable.</param>
/// <param name="DiscardedSegments">Segment files whose creation had been interrupted.</param>
/// <param name="DeletedSegments">Segment files whose release had been interrupted, and is finished now.</param>
/// <param name="MigratedSegments">Segment files brought forward to the current format.</param>
/// <param name="OpenIntents">Operations whose end the journal does not know.</param>
public sealed record JournalRecovery(
    bool WasClean,
    long NextIndex,
    int RecoveredFrames,
    long DiscardedBytes,
    int DiscardedSegments,
    int DeletedSegments,
    int MigratedSegments,
    int OpenIntents)
{
    /// <inheritdoc/>
    public override string ToString() => WasClean
        ? FormattableString.Invariant($"The journal was closed in order and holds events up to index {NextIndex}; open intents: {OpenIntents}.")
        : FormattableString.Invariant($"The journal was not closed in order and holds events up to index {NextIndex}: ")
            + FormattableString.Invariant($"{RecoveredFrames} log frames recovered, {DiscardedBytes} bytes of an unacknowledged transaction discarded, ")
            + FormattableString.Invariant($"{DiscardedSegments} unfinished segments discarded, {DeletedSegments} releases finished, {MigratedSegments} segments migrated, {OpenIntents} open intents.");
}
