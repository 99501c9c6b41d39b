using AuditGen.Journal;

namespace AuditGen.Writing;

/// <summary>
/// The room that running operations have taken in advance, by number and by bytes, in the queue and in the journal. An
/// operation that has room always gets its events into the queue: the queue is as long as there are places.
/// </summary>
internal sealed class Reservations
{
    /// <summary>Bytes that an operation takes before anybody knows how large its events are.</summary>
    public const int Estimate = 4096;

    private readonly Lock _sync = new();
    private readonly LinkedList<WriteCompletion> _waiting = new();
    private readonly WriteCompletionPool _completions;
    private readonly IJournalCapacity? _journal;
    private readonly int _places;
    private readonly long _maxBytes;
    private int _taken;
    private long _bytes;
    private bool _suspended;
    private bool _closed;
    private TaskCompletionSource? _idle;

    public Reservations(int places, long maxBytes, IJournalCapacity? journal, WriteCompletionPool completions)
    {
        _places = places;
        _maxBytes = maxBytes;
        _journal = journal;
        _completions = completions;
        if (journal is not null)
        {
            journal.RoomFreed += OnRoomFreed;
        }
    }

    /// <summary>Operations that hold room.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Bytes that they hold.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Operations that wait for room.</summary>
    public int Waiting
    {
        get
        {
            lock (_sync)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Why there is no room just now, for messages.</summary>
    public string Shortage
    {
        get
        {
            lock (_sync)
            {
                return this switch
                {
                    { _closed: true } => "the writer is shutting down",
                    { _suspended: true } => "the journal cannot be written at present",
                    _ when _taken >= _places => FormattableString.Invariant($"all {_places} places of the queue are taken (QueueCapacity)"),
                    _ when _journal is { } journal && journal.Bytes + _bytes + Estimate > journal.MaxBytes =>
                        FormattableString.Invariant($"the journal has reached its bound of {journal.MaxBytes} bytes (MaxBytes): its consumers lag or have no store of record"),
                    _ => FormattableString.Invariant($"{_bytes} bytes are queued already (QueueBytes)"),
                };
            }
        }
    }

    /// <summary>Takes room where there is some and nobody waits for it.</summary>
    public bool TryTake()
    {
        lock (_sync)
        {
            return _waiting.Count == 0 && TryTakeCore();
        }
    }

    /// <summary>Waits for room, first come first served.</summary>
    /// <exception cref="AuditAppendException">The writer shuts down.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is taken.</exception>
    public async ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        LinkedListNode<WriteCompletion> node;
        WriteCompletion completion;
        lock (_sync)
        {
            if (_closed)
            {
                throw Closed();
            }

            if (_waiting.Count == 0 && TryTakeCore())
            {
                return;
            }

            completion = _completions.Rent();
            node = _waiting.AddLast(completion);
        }

        ValueTask task = completion.Task;
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((WriteCompletion)state!).TryCancel(token), completion);
        await using (registration.ConfigureAwait(false))
        {
            try
            {
                await task.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                lock (_sync)
                {
                    if (node.List is not null)
                    {
                        _waiting.Remove(node);
                    }

                    Wake();
                }

                throw;
            }
        }
    }

    /// <summary>The operation's events are written and turned out larger or smaller than <see cref="Estimate"/>.</summary>
    public void Resize(long difference) => Interlocked.Add(ref _bytes, difference);

    /// <summary>Gives room back.</summary>
    public void Give(int places, long bytes)
    {
        lock (_sync)
        {
            _taken -= places;
            Interlocked.Add(ref _bytes, -bytes);
            Wake();
            if (_taken == 0)
            {
                _idle?.TrySetResult();
            }
        }
    }

    /// <summary>While the journal cannot be written, nobody gets room: commands wait, or are refused, unrun.</summary>
    public void Suspend(bool suspended)
    {
        lock (_sync)
        {
            _suspended = suspended;
            Wake();
        }
    }

    /// <summary>Gives no more room; completes when all of it has come back.</summary>
    public Task CloseAsync()
    {
        lock (_sync)
        {
            _closed = true;
            while (_waiting.First is { } first)
            {
                _waiting.RemoveFirst();
                first.Value.TryFail(Closed());
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_taken == 0)
            {
                _idle.TrySetResult();
            }

            if (_journal is not null)
            {
                _journal.RoomFreed -= OnRoomFreed;
            }

            return _idle.Task;
        }
    }

    private static AuditAppendException Closed() => new(
        "The command was not run: the audit writer is shutting down. Stop taking commands before the host stops.", commandCompleted: false);

    private bool TryTakeCore()
    {
        if (_closed || _suspended || _taken >= _places)
        {
            return false;
        }

        // One operation always fits, however small the bounds are.
        long bytes = Volatile.Read(ref _bytes) + Estimate;
        if (_taken > 0 && bytes > _maxBytes)
        {
            return false;
        }

        if (_journal is { } journal && journal.Bytes + bytes > journal.MaxBytes)
        {
            return false;
        }

        _taken++;
        Interlocked.Add(ref _bytes, Estimate);
        return true;
    }

    private void Wake()
    {
        while (_waiting.First is { } first && TryTakeCore())
        {
            _waiting.RemoveFirst();
            if (!first.Value.TrySucceed())
            {
                _taken--;
                Interlocked.Add(ref _bytes, -Estimate);
            }
        }
    }

    private void OnRoomFreed(object? sender, EventArgs e)
    {
        lock (_sync)
        {
            Wake();
        }
    }
}
