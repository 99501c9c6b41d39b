using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using AuditGen.Journal;
using Microsoft.Extensions.Logging;

namespace AuditGen.Writing;

/// <summary>
/// The one thread that writes the journal. It commits whatever is queued, up to a bound, as one transaction, and takes up
/// what came meanwhile with the next: the busier it is, the larger the groups, and nobody waits for a timer.
/// </summary>
/// <remarks>
/// A write that fails is repeated, with growing pauses, for as long as the process lives. Where one item is at fault, not
/// the journal, the others do not wait for it.
/// </remarks>
internal sealed partial class JournalWriter : IDisposable
{
    /// <summary>Items in one transaction, at most.</summary>
    public const int MaxItems = 2048;

    /// <summary>Bytes of text after which a transaction takes no further item.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const int CompletedHere = 4;
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    private readonly IJournal _journal;
    private readonly Channel<WriteItem> _queue;
    private readonly Reservations _reservations;
    private readonly WriteBatchPool _batches;
    private readonly WriterState _state;
    private readonly WriterMetrics _metrics;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly TimeSpan _appendTimeout;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ITimer _timer;
    private readonly Action _awaken;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    // Of the writer's thread alone.
    private readonly List<WriteItem> _backlog = [];
    private readonly List<WriteItem> _kept = [];
    private readonly List<JournalEntry> _entries = [];
    private int _alone;
    private long _failingSince;
    private long _keptSince;
    private TimeSpan _pause = s_firstPause;
    private int _told;
    private Task<bool>? _waiting;
    private volatile bool _abandon;

    public JournalWriter(
        IJournal journal,
        Channel<WriteItem> queue,
        Reservations reservations,
        WriterState state,
        WriterMetrics metrics,
        ILogger logger,
        TimeProvider time,
        TimeSpan appendTimeout)
    {
        _journal = journal;
        _queue = queue;
        _reservations = reservations;
        _batches = new WriteBatchPool(reservations);
        _state = state;
        _metrics = metrics;
        _logger = logger;
        _time = time;
        _appendTimeout = appendTimeout;
        _awaken = () => _wake.Set();
        _timer = time.CreateTimer(static wake => ((AutoResetEvent)wake!).Set(), _wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Run) { IsBackground = true, Name = "AuditGen journal writer" };
        _thread.Start();
    }

    /// <summary>Completes when the thread has ended: the queue was completed, and everything in it written or abandoned.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Operations that ended in memory only, after <see cref="Abandon"/>.</summary>
    public int Lost { get; private set; }

    /// <summary>Gives up what cannot be written at once: the host's time to shut down is over.</summary>
    public void Abandon()
    {
        _abandon = true;
        _wake.Set();
    }

    /// <summary>Frees what the ended thread used.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _wake.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_abandon && (_backlog.Count > 0 || WaitForWork()))
            {
                Drain();
                CommitNext();
            }

            Lost = _backlog.Count + _kept.Count;
            FailAll(new AuditAppendException(
                "The events could not be journaled before the process had to end. Where the operation's context journals intents, "
                + "the next start records its outcome as unknown.",
                commandCompleted: true));
        }
        catch (Exception e)
        {
            // Nothing above throws; if it does, nobody may wait for ever for a thread that is gone.
            WriterLog.WriterDied(_logger, e);
            _state.Failure = new WriterFailure("The writer's thread ended: " + e.Message, _time.GetUtcNow());
            _reservations.Suspend(suspended: true);
            FailAll(new AuditAppendException("The writer of the audit journal has ended: restart the process.", commandCompleted: true, e));
        }
        finally
        {
            _state.Stopped = true;
            _ended.TrySetResult();
        }
    }

    /// <summary>Blocks until something is queued, or it is time to try again what was kept.</summary>
    /// <returns><see langword="false"/> when the queue is completed and nothing is left.</returns>
    private bool WaitForWork()
    {
        while (!_abandon)
        {
            if (_waiting is null)
            {
                ValueTask<bool> waiting = _queue.Reader.WaitToReadAsync();
                _waiting = waiting.AsTask();

                // The queue runs this on the thread that writes to it: one event set, no thread-pool hop.
                _waiting.GetAwaiter().UnsafeOnCompleted(_awaken);
            }

            if (!_waiting.IsCompleted)
            {
                if (_kept.Count > 0)
                {
                    _timer.Change(_pause, Timeout.InfiniteTimeSpan);
                }

                _wake.WaitOne();
                if (!_waiting.IsCompleted)
                {
                    if (_kept.Count > 0)
                    {
                        RetryKept();
                        return true;
                    }

                    continue;
                }
            }

            bool more = _waiting.IsCompletedSuccessfully && _waiting.Result;
            if (more || _kept.Count == 0)
            {
                _waiting = more ? null : _waiting;
                return more;
            }

            // Completed, and only what was kept is left: until it is written, or the host's time is over.
            Pause();
            RetryKept();
            return true;
        }

        return false;
    }

    private void Drain()
    {
        long bytes = 0;
        bool failing = _state.Failure is not null;
        while ((failing || (_backlog.Count < MaxItems && bytes < MaxBytes)) && _queue.Reader.TryRead(out WriteItem item))
        {
            bytes += item.Bytes;
            _backlog.Add(item);
        }
    }

    private void CommitNext()
    {
        int count = _alone > 0 ? Math.Min(1, _backlog.Count) : CountForOne();
        if (count == 0)
        {
            return;
        }

        _entries.Clear();
        foreach (ref readonly WriteItem item in CollectionsMarshal.AsSpan(_backlog)[..count])
        {
            item.AddTo(_entries);
        }

        long started = Stopwatch.GetTimestamp();
        bool durable = false;
        try
        {
            using Activity? activity = AuditGenDiagnostics.Source.StartActivity("auditgen.journal.commit");
            long before = _journal.NextIndex;
            _journal.Commit(CollectionsMarshal.AsSpan(_entries));
            durable = true;
            int events = (int)(_journal.NextIndex - before);
            activity?.SetTag("auditgen.events", events);
            _metrics.Committed(events, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception e)
        {
            // Whatever a journal throws, the events stay; whatever a listener of metrics or traces throws, they are durable.
            if (!durable)
            {
                Failed(count, e);
                return;
            }
        }

        Succeeded(count);
    }

    private int CountForOne()
    {
        long bytes = 0;
        int count = 0;
        while (count < _backlog.Count && count < MaxItems && bytes < MaxBytes)
        {
            bytes += _backlog[count].Bytes;
            count++;
        }

        return count;
    }

    private void Succeeded(int count)
    {
        WriteBatch batch = _batches.Rent();
        batch.Items.AddRange(CollectionsMarshal.AsSpan(_backlog)[..count]);
        _backlog.RemoveRange(0, count);
        _alone = Math.Max(0, _alone - count);
        _told = Math.Max(0, _told - count);
        if (_state.Failure is { } failure)
        {
            _state.Failure = null;
            _pause = s_firstPause;
            WriterLog.Recovered(_logger, _time.GetUtcNow() - failure.Since);
            _reservations.Suspend(suspended: false);
        }

        if (_kept.Count > 0 && _time.GetElapsedTime(_keptSince) >= _pause)
        {
            // Never idle is no reason to leave them.
            RetryKept();
        }

        _state.Kept = _kept.Count + _told;
        if (count <= CompletedHere)
        {
            batch.Execute();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(batch, preferLocal: false);
        }
    }
}
