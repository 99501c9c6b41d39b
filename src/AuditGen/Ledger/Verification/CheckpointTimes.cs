namespace AuditGen.Ledger;

/// <summary>Since when each event is covered by a checkpoint.</summary>
internal sealed class CheckpointTimes
{
    private readonly long[] _sizes;
    private readonly DateTimeOffset[] _times;

    /// <param name="checkpoints">The ledger's own checkpoints, in their order.</param>
    public CheckpointTimes(IEnumerable<KnownCheckpoint> checkpoints)
    {
        LedgerCheckpoint[] growing = [.. checkpoints.Select(static known => known.Checkpoint).Where(static checkpoint => checkpoint.Timestamp is not null).OrderBy(static checkpoint => checkpoint.Size).DistinctBy(static checkpoint => checkpoint.Size)];
        _sizes = [.. growing.Select(static checkpoint => checkpoint.Size)];
        _times = [.. growing.Select(static checkpoint => checkpoint.Timestamp!.Value)];
    }

    /// <summary>Whether the event's id bears a later time than the first checkpoint that covers the index.</summary>
    public bool IsLate(long index, Guid id)
    {
        int at = Array.BinarySearch(_sizes, index + 1);
        at = at >= 0 ? at : ~at;

        // An id's time is cut to milliseconds.
        return at < _times.Length && EventTime.After(id) > _times[at].AddMilliseconds(1);
    }
}
