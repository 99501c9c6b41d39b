namespace AuditGen.Sqlite.Archives;

/// <summary>Counts the steps of archiving one segment, and tells of them now and then.</summary>
internal sealed class SegmentProgress(string segment, IProgress<ArchivingProgress>? progress)
{
    private const int Every = 1_024;

    private long _done;
    private long _total;

    /// <summary>Says how many events there are: each is built, and verified.</summary>
    public void Begin(long events)
    {
        _total = 2 * events;
        Report();
    }

    /// <summary>One event is built, or verified.</summary>
    public void Step()
    {
        if (++_done % Every == 0 || _done == _total)
        {
            Report();
        }
    }

    private void Report() => progress?.Report(new ArchivingProgress(segment, _done, _total));
}
