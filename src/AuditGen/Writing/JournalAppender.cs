using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AuditGen.Journal;
using Microsoft.Extensions.Logging;

namespace AuditGen.Writing;

/// <summary>The way from operations to the journal: reserves, queues, and lets one writer commit in groups.</summary>
internal sealed class JournalAppender : IAuditAppender, IAsyncDisposable
{
    private readonly IJournal _journal;
    private readonly Channel<WriteItem> _queue;
    private readonly WriteCompletionPool _completions = new();
    private readonly IntentBuffers _buffers = new();
    private readonly Reservations _reservations;
    private readonly JournalWriter _writer;
    private readonly WriterMetrics _metrics;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly TimeSpan _appendTimeout;
    private readonly WriterState _state = new();
    private int _stopping;

    /// <summary>Recovers the operations that an earlier process left open, and starts the writer.</summary>
    /// <exception cref="JournalException">An open operation could not be recorded.</exception>
    public JournalAppender(IJournal journal, AuditGenOptions options, WriterMetrics metrics, ILogger<JournalAppender> logger, TimeProvider time)
    {
        _journal = journal;
        _metrics = metrics;
        _logger = logger;
        _time = time;
        _appendTimeout = options.AppendTimeout;
        RecoveredIntents = IntentRecovery.Recover(journal);
        if (RecoveredIntents > 0)
        {
            WriterLog.IntentsRecovered(logger, RecoveredIntents);
            metrics.Recovered(RecoveredIntents);
        }

        LastId = journal.LastId;
        _reservations = new Reservations(options.QueueCapacity, options.QueueBytes, journal as IJournalCapacity, _completions);

        // An operation that holds a place has at most an intent and its end in the queue: writing to it never waits.
        _queue = Channel.CreateBounded<WriteItem>(new BoundedChannelOptions(2 * options.QueueCapacity)
        {
            SingleReader = true,
            AllowSynchronousContinuations = true,
        });
        _writer = new JournalWriter(journal, _queue, _reservations, _state, metrics, logger, time, options.AppendTimeout);
        metrics.Observe(this);
    }

    /// <inheritdoc/>
    public Guid LastId { get; }

    /// <summary>Operations found open at start and recorded with outcome <c>unknown</c>.</summary>
    public int RecoveredIntents { get; }

    /// <summary>How the writer is.</summary>
    public WriterState State => _state;

    /// <summary>The room taken by running and queued operations.</summary>
    public Reservations Reservations => _reservations;

    /// <summary>The journal's size and bound, where it has one.</summary>
    public IJournalCapacity? Capacity => _journal as IJournalCapacity;

    /// <summary>Operations that the end of the process took from memory.</summary>
    public int Lost => _writer.Lost;

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ReserveAsync(AppendUnit unit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_reservations.TryTake())
        {
            if (unit.WhenFull == WhenFull.Fail)
            {
                _metrics.Refused(unit.Context);
                throw new AuditAppendException(
                    $"The command was not run: there is no room to audit it in context '{unit.Context}', because {_reservations.Shortage}. "
                    + "Try again later, or let the context wait (WhenFull.Wait).",
                    commandCompleted: false);
            }

            _metrics.Waited(unit.Context);
            await _reservations.TakeAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!unit.HasIntent)
        {
            return;
        }

        if (unit.Durability == Durability.Buffered)
        {
            Enqueue(WriteItem.OfIntent(unit, completion: null, _buffers), commandCompleted: false);
            return;
        }

        WriteCompletion completion = _completions.Rent();
        ValueTask durable = completion.Task;
        Enqueue(WriteItem.OfIntent(unit, completion, _buffers), commandCompleted: false);
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((WriteCompletion)state!).TryCancel(token), completion);
        try
        {
            await durable.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The intent may be durable already: it is closed behind the caller's back, and the room goes with that.
            EnqueueClose(unit.Operation, unit.Context);
            throw;
        }
        catch (AuditAppendException)
        {
            _reservations.Give(1, Reservations.Estimate);
            throw;
        }
        finally
        {
            await registration.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(AppendUnit unit)
    {
        if (unit.EventCount == 0)
        {
            Release(unit);
            return ValueTask.CompletedTask;
        }

        WriteCompletion? completion = unit.Durability == Durability.Journaled ? _completions.Rent() : null;
        ValueTask durable = completion?.Task ?? ValueTask.CompletedTask;
        int bytes = unit.Bytes;
        _reservations.Resize(bytes - Reservations.Estimate);
        var item = new WriteItem
        {
            Kind = WriteItemKind.Events,
            Operation = unit.Operation,
            Context = unit.Context,
            Unit = unit,
            Completion = completion,
            Room = bytes,
        };
        if (!_queue.Writer.TryWrite(item))
        {
            _reservations.Give(1, bytes);
            return ValueTask.FromException(new AuditAppendException(
                "The command has taken effect, but the audit writer has been stopped: its events are lost. Where its context journals "
                + "intents, the next start records its outcome as unknown. Stop taking commands before the host stops.",
                commandCompleted: true));
        }

        return durable;
    }

    /// <inheritdoc/>
    public void Release(AppendUnit unit)
    {
        (bool hasIntent, Guid operation, string context) = (unit.HasIntent, unit.Operation, unit.Context);
        unit.Dispose();
        if (hasIntent)
        {
            EnqueueClose(operation, context);
        }
        else
        {
            _reservations.Give(1, Reservations.Estimate);
        }
    }

    /// <summary>
    /// Takes no more operations, waits for those that run, and writes what is queued. What cannot be written until the token
    /// is cancelled is given up, and logged.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _stopping, 1) == 0)
        {
            CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static writer => ((JournalWriter)writer!).Abandon(), _writer);
            await using (registration.ConfigureAwait(false))
            {
                Task idle = _reservations.CloseAsync();
                await Task.WhenAny(idle, Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken), _writer.Ended).ConfigureAwait(false);
                _queue.Writer.TryComplete();
                await _writer.Ended.ConfigureAwait(false);
            }

            if (_writer.Lost > 0)
            {
                WriterLog.Lost(_logger, _writer.Lost);
            }
        }

        await _writer.Ended.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Without a host that stops it first: what is queued is written, running operations are not waited for, and a journal that
    /// cannot be written is given as long as an append would have been.
    /// </remarks>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopping, 1) == 0)
        {
            _ = _reservations.CloseAsync();
            _queue.Writer.TryComplete();
            try
            {
                await _writer.Ended.WaitAsync(_appendTimeout, _time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                _writer.Abandon();
                await _writer.Ended.ConfigureAwait(false);
                WriterLog.Lost(_logger, _writer.Lost);
            }
        }

        await _writer.Ended.ConfigureAwait(false);
        _metrics.Forget(this);
        _writer.Dispose();
    }

    private void EnqueueClose(Guid operation, string context)
    {
        var item = new WriteItem { Kind = WriteItemKind.CloseIntent, Operation = operation, Context = context, Room = Reservations.Estimate };
        if (!_queue.Writer.TryWrite(item))
        {
            // Stopped: the intent stays open, and the next start says that nobody knows.
            _reservations.Give(1, Reservations.Estimate);
        }
    }

    private void Enqueue(in WriteItem item, bool commandCompleted)
    {
        if (!_queue.Writer.TryWrite(item))
        {
            item.Return();
            _reservations.Give(1, Reservations.Estimate);
            throw new AuditAppendException("The command was not run: the audit writer has been stopped.", commandCompleted);
        }
    }
}
