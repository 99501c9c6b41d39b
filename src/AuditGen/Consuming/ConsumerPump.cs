using AuditGen.Journal;
using Microsoft.Extensions.Logging;

namespace AuditGen.Consuming;

/// <summary>
/// Drives one consumer: reads the journal from its cursor, in order, hands over pages, and moves the cursor when a page was
/// taken. A failure is retried for ever, after growing pauses, with the same events.
/// </summary>
internal sealed class ConsumerPump : IDisposable
{
    private readonly IJournal _journal;
    private readonly IJournalConsumer _consumer;
    private readonly ConsumerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IJournalReader _reader;
    private readonly JournalPage _page = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IJournalCursor _cursor;
    private volatile string? _lastFailure;
    private int _failures;
    private long _position;

    public ConsumerPump(
        IJournal journal, IJournalCursors cursors, IJournalConsumer consumer, ConsumerOptions options, TimeProvider time, ILogger logger)
    {
        _journal = journal;
        _consumer = consumer;
        _options = options;
        _time = time;
        _logger = logger;
        _cursor = OpenCursor(cursors);
        _position = Math.Max(_cursor.Position, (consumer as IPositionedConsumer)?.Position ?? 0);
        _reader = journal.OpenReader();
    }

    /// <summary>The consumer's name.</summary>
    public string Name => _consumer.Name;

    /// <summary>Where it stands.</summary>
    public ConsumerStatus Status
    {
        get
        {
            long position = Interlocked.Read(ref _position);
            return new ConsumerStatus(Name, position, Math.Max(0, _journal.NextIndex - position), Volatile.Read(ref _failures), _lastFailure) { IsBlocked = _consumer.IsBlocked };
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                if (await StepAsync(cancellationToken).ConfigureAwait(false))
                {
                    continue;
                }

                await _journal.WaitForAsync(Interlocked.Read(ref _position), cancellationToken).ConfigureAwait(false);
                pause = _options.Linger;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                // The journal was closed: there is nothing more to take.
                return;
            }
            catch (Exception exception)
            {
                // Whatever a consumer throws, its events are still in the journal and come again.
                int failures = Interlocked.Increment(ref _failures);
                _lastFailure = exception.Message;
                pause = PauseAfter(failures);
                ConsumingLog.ConsumerFailed(_logger, exception, Name, Interlocked.Read(ref _position), failures, pause);
            }

            try
            {
                await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Hands over one page.</summary>
    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> StepAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_position >= _journal.NextIndex)
            {
                return false;
            }

            _reader.Read(_position, _page, _options.PageEvents, _options.PageBytes);
            if (_page.Count == 0)
            {
                return false;
            }

            await _consumer.ConsumeAsync(_page, cancellationToken).ConfigureAwait(false);
            long next = _page.Records[^1].Index + 1;
            if (next > _cursor.Position)
            {
                _cursor.Acknowledge(next);
            }

            Interlocked.Exchange(ref _position, next);
            if (Interlocked.Exchange(ref _failures, 0) > 0)
            {
                _lastFailure = null;
                ConsumingLog.ConsumerRecovered(_logger, Name);
            }

            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Offers one event that was in quarantine again, between two pages.</summary>
    public async ValueTask ResendAsync(QuarantinedEvent quarantined, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using JournalPage page = new();
            page.Add(quarantined.Record);
            await _consumer.ConsumeAsync(page, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _page.Dispose();
        _turn.Dispose();
    }

    private IJournalCursor OpenCursor(IJournalCursors cursors)
    {
        IJournalCursor cursor = cursors.Open(_consumer.Name, _consumer.IsStoreOfRecord);
        if (_consumer is not IPositionedConsumer { Position: var position } || position >= cursor.Position)
        {
            return cursor;
        }

        // It holds less than it once acknowledged: begin again with the oldest event that is left.
        ConsumingLog.ConsumerBehind(_logger, _consumer.Name, position, cursor.Position);
        cursors.Forget(_consumer.Name);
        return cursors.Open(_consumer.Name, _consumer.IsStoreOfRecord);
    }

    private TimeSpan PauseAfter(int failures)
    {
        double doubled = _options.FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 20));
        double longest = Math.Min(doubled, _options.LongestPause.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
