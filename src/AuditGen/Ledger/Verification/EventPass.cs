using AuditGen.Journal;

namespace AuditGen.Ledger;

/// <summary>
/// Reads one copy of the events and compares each with the leaf hash that the ledger has at its index. Order plays no part, and
/// memory is one bit per leaf plus what is wrong.
/// </summary>
internal sealed class EventPass
{
    private const int MaxStrangers = 200_000;

    private readonly IStoredEvents _source;
    private readonly FaultList _faults;
    private readonly CheckpointTimes _times;
    private readonly Lock _lock = new();
    private readonly List<Stranger> _strangers = [];
    private readonly List<DisplacedRun> _displaced = [];
    private readonly long _signed;
    private long _duplicates;
    private long _events;
    private long _bytes;
    private long _waiting;

    public EventPass(IStoredEvents source, long signed, CheckpointTimes times, FaultList faults)
    {
        _source = source;
        _signed = signed;
        _times = times;
        _faults = faults;
        Seen = new SeenLeaves(signed);
    }

    /// <summary>The copy.</summary>
    public IStoredEvents Source => _source;

    /// <summary>Leaves found.</summary>
    public SeenLeaves Seen { get; }

    /// <summary>Events that match no leaf at their index or near it.</summary>
    public IReadOnlyList<Stranger> Strangers => _strangers;

    /// <summary>Events that stand at another index than the ledger has them at.</summary>
    public IReadOnlyList<DisplacedRun> Displaced => _displaced;

    /// <summary>Events read.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Bytes of event text read.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Events that no checkpoint covers yet.</summary>
    public long Waiting => Volatile.Read(ref _waiting);

    /// <summary>Events stored more than once, equal to the byte.</summary>
    public long Duplicates => Volatile.Read(ref _duplicates);

    /// <summary>Takes up the counters of a pass that was interrupted.</summary>
    public void Resume(long events, long waiting, long duplicates)
    {
        _events = events;
        _waiting = waiting;
        _duplicates = duplicates;
    }

    /// <summary>Reads one part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="window">The worker's view of the ledger.</param>
    /// <param name="page">The worker's page.</param>
    /// <param name="compareFields">Whether to derive indexed fields again.</param>
    /// <param name="progress">Told how many events and bytes were read.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task ReadAsync(
        IStoredEventPart part, TileWindow window, StoredEventPage page, bool compareFields, Action<int, int> progress, CancellationToken cancellationToken)
    {
        DisplacedRun? run = null;
        try
        {
            using IStoredEventReader reader = part.Open(compareFields);
            while (await reader.ReadAsync(page, cancellationToken).ConfigureAwait(false))
            {
                foreach ((int position, string message) in page.FieldFaults)
                {
                    JournalRecord record = page.Events[position];
                    _faults.Add(new LedgerFault(LedgerFaultKind.Tampered, Where(part), message) { Index = record.Index < 0 ? null : record.Index, EventId = record.Id });
                }

                page.ComputeLeaves();
                for (int next = 0; next < page.Events.Length;)
                {
                    next = CompareRun(page, next, window, part, compareFields, out Stranger? odd);
                    if (odd is { } stranger)
                    {
                        run = await PlaceAsync(stranger, window, run, cancellationToken).ConfigureAwait(false);
                    }
                    else if (next < page.Events.Length)
                    {
                        await window.MoveAsync(page.Events[next].Index, cancellationToken).ConfigureAwait(false);
                    }
                }

                Interlocked.Add(ref _events, page.Events.Length);
                Interlocked.Add(ref _bytes, page.Bytes);
                progress(page.Events.Length, page.Bytes);
            }
        }
        catch (LedgerException exception)
        {
            _faults.Add(new LedgerFault(LedgerFaultKind.Incomplete, Where(part), exception.Message));
        }

        Keep(run);
    }

    private string Where(IStoredEventPart part) => $"{_source.Name} {part.Name}";

    /// <summary>Compares events until the window has to move, or one does not fit.</summary>
    /// <returns>The position to go on from.</returns>
    private int CompareRun(StoredEventPage page, int from, TileWindow window, IStoredEventPart part, bool compareTimes, out Stranger? odd)
    {
        ReadOnlySpan<JournalRecord> events = page.Events;
        ReadOnlySpan<Sha256Hash> leaves = page.Leaves;
        odd = null;
        for (int i = from; i < events.Length; i++)
        {
            ref readonly JournalRecord record = ref events[i];
            if (record.Index >= 0 && !window.Holds(record.Index))
            {
                return i;
            }

            ref readonly Sha256Hash leaf = ref leaves[i];
            if (record.Index < 0 || !window.TryGet(record.Index, out Sha256Hash expected) || expected != leaf)
            {
                odd = new Stranger(record.Index, record.Id, leaf, part.Name);
                return i + 1;
            }

            if (record.Leaf != leaf && record.Leaf != default)
            {
                _faults.Add(new LedgerFault(LedgerFaultKind.Tampered, Where(part), "its stored leaf hash is not that of its text") { Index = record.Index, EventId = record.Id });
            }

            if (record.Index >= _signed)
            {
                Interlocked.Increment(ref _waiting);
            }
            else if (!Seen.Mark(record.Index))
            {
                Interlocked.Increment(ref _duplicates);
            }

            if (compareTimes && _times.IsLate(record.Index, record.Id))
            {
                _faults.Add(new LedgerFault(LedgerFaultKind.Tampered, Where(part), "is dated later than the checkpoint that covers it: the checkpoint was back-dated")
                {
                    Index = record.Index,
                    EventId = record.Id,
                });
            }
        }

        return events.Length;
    }

    /// <summary>Looks for the leaf near the index: a row deleted or inserted moves all after it, if they were renumbered.</summary>
    private async ValueTask<DisplacedRun?> PlaceAsync(Stranger stranger, TileWindow window, DisplacedRun? run, CancellationToken cancellationToken)
    {
        const int Reach = ILedgerReader.TileWidth;
        long index = stranger.Index;
        if (index < 0)
        {
            Keep(stranger);
            return run;
        }

        long place = -1;
        if (run is not null && await window.FindAsync(index + run.Shift, cancellationToken).ConfigureAwait(false) == stranger.Leaf)
        {
            place = index + run.Shift;
        }

        for (int distance = 1; place < 0 && distance <= Reach; distance++)
        {
            if (await window.FindAsync(index + distance, cancellationToken).ConfigureAwait(false) == stranger.Leaf)
            {
                place = index + distance;
            }
            else if (await window.FindAsync(index - distance, cancellationToken).ConfigureAwait(false) == stranger.Leaf)
            {
                place = index - distance;
            }
        }

        if (place < 0)
        {
            if (index >= _signed && await window.FindAsync(index, cancellationToken).ConfigureAwait(false) is null)
            {
                Interlocked.Increment(ref _waiting);
            }
            else
            {
                Keep(stranger);
            }

            return run;
        }

        if (place < _signed && !Seen.Mark(place))
        {
            // Its leaf was found already, or will be by a worker that marks it a duplicate: a copy under another index.
            _faults.Add(new LedgerFault(LedgerFaultKind.Tampered, $"{_source.Name} {stranger.Part}", $"is a copy of event {place}") { Index = index, EventId = stranger.Id });
            return run;
        }

        if (run is not null && run.Shift == place - index)
        {
            run.Add(index);
            return run;
        }

        Keep(run);
        return new DisplacedRun(stranger.Part, index, stranger.Id, place - index);
    }

    private void Keep(in Stranger stranger)
    {
        lock (_lock)
        {
            if (_strangers.Count < MaxStrangers)
            {
                _strangers.Add(stranger);
            }
        }
    }

    private void Keep(DisplacedRun? run)
    {
        if (run is not null)
        {
            lock (_lock)
            {
                _displaced.Add(run);
            }
        }
    }
}
