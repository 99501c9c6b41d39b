using System.Collections.Immutable;
using AuditGen.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Consuming;

/// <summary>Hosts a pump for each consumer: started with the host, drained when it has stopped.</summary>
internal sealed class AuditConsumers : IHostedLifecycleService, IAuditConsumers, IDisposable
{
    /// <summary>For how long a store may take nothing before the process stops waiting for it: longer than a passing refusal.</summary>
    private static readonly TimeSpan s_blocked = TimeSpan.FromSeconds(1);

    private readonly IJournal _journal;
    private readonly IJournalCursors _cursors;
    private readonly ImmutableArray<IJournalConsumer> _consumers;
    private readonly IAuditQuarantine _quarantine;
    private readonly ConsumerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditConsumers> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private ImmutableArray<ConsumerPump> _pumps = [];
    private Task _running = Task.CompletedTask;
    private int _hasStopped;

    public AuditConsumers(
        IJournal journal, IJournalCursors cursors, IEnumerable<IJournalConsumer> consumers, IAuditQuarantine quarantine,
        ConsumerOptions options, TimeProvider time, ILogger<AuditConsumers> logger)
    {
        _journal = journal;
        _cursors = cursors;
        _consumers = [.. consumers];
        _quarantine = quarantine;
        _options = options;
        _time = time;
        _logger = logger;
        if (options.Check() is { } wrong)
        {
            throw new InvalidOperationException(wrong);
        }

        if (_consumers.GroupBy(consumer => consumer.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two consumers are called '{twice.Key}': each keeps its position under its name, so give one another name.");
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<ConsumerStatus> Status => [.. _pumps.Select(pump => pump.Status)];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _pumps = [.. _consumers.Select(consumer => new ConsumerPump(_journal, _cursors, consumer, _options, _time, _logger))];
        _running = Task.WhenAll(_pumps.Select(pump => Task.Run(() => pump.RunAsync(_stopping.Token), CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Drains, after everything that appends has stopped and the writer has emptied its queue.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _hasStopped, 1) != 0)
        {
            // Stopping a host twice is allowed.
            return;
        }

        await DrainAsync(cancellationToken).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        foreach (ConsumerStatus status in Status)
        {
            ConsumingLog.Stopped(_logger, status.Name, status.Lag);
        }
    }

    /// <summary>
    /// Lets the pumps go on until the journal is empty, the time is over, or only such are left as fail, or have been blocked
    /// for a while: what they have not taken stays in the journal.
    /// </summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(_options.Drain, _time);
        using CancellationTokenSource drained = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        long free = _time.GetTimestamp();
        while (!drained.IsCancellationRequested)
        {
            ImmutableArray<ConsumerStatus> busy = [.. Status.Where(static status => status is { Lag: > 0, Failures: 0 })];
            free = busy.Any(static status => !status.IsBlocked) ? _time.GetTimestamp() : free;
            if (busy.IsEmpty || _time.GetElapsedTime(free) >= s_blocked)
            {
                return;
            }

            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), _time, drained.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ResendAsync(string consumer, long? index = null, CancellationToken cancellationToken = default)
    {
        ConsumerPump pump = _pumps.FirstOrDefault(one => string.Equals(one.Name, consumer, StringComparison.Ordinal))
            ?? throw new ArgumentException($"No consumer '{consumer}' runs here; there is {string.Join(", ", _pumps.Select(one => one.Name))}.", nameof(consumer));
        return await QuarantineOffer.AllAsync(
            _quarantine, consumer, index, pump.ResendAsync, taken => ConsumingLog.Resent(_logger, consumer, taken.Record.Id), refused: null, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Interlocked.Exchange(ref _hasStopped, 1);
        _stopping.Dispose();
        foreach (ConsumerPump pump in _pumps)
        {
            pump.Dispose();
        }

        _pumps = [];
    }
}
