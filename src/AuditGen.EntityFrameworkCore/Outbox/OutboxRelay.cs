using System.Diagnostics.CodeAnalysis;
using AuditGen.Journal;
using AuditGen.Scopes;
using AuditGen.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>
/// Moves events from the outbox of a context to the journal, each once: takes rows for its journal, appends their events in one
/// transaction of the journal, deletes the rows. Whatever stops it in between, the next run finds the rows it had taken and asks
/// the journal which of their events it has.
/// </summary>
/// <remarks>
/// It looks at what is in the table and keeps no position in it, so a row whose transaction commits late is not passed over.
/// Any number of processes may relay one outbox.
/// </remarks>
internal sealed class OutboxRelay<TContext> : BackgroundService
    where TContext : DbContext
{
    /// <summary>What a damaged row is marked with in the place of a journal.</summary>
    public const string RefusedMark = "!refused";

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly string s_name = typeof(TContext).FullName ?? typeof(TContext).Name;

    private readonly IServiceScopeFactory _scopes;
    private readonly IServiceProvider _services;
    private readonly OutboxSignal _signal;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OutboxMetrics _metrics;
    private readonly HashSet<Guid> _kept = [];
    private OutboxJournal? _journal;
    private long? _lookedAt;
    private bool _isUncertain = true;

    public OutboxRelay(
        IServiceScopeFactory scopes,
        IServiceProvider services,
        OutboxSignal signal,
        OutboxState<TContext> state,
        OutboxMetrics metrics,
        IOptions<OutboxOptions> options,
        TimeProvider time,
        ILogger<OutboxRelay<TContext>> logger)
    {
        _scopes = scopes;
        _services = services;
        _signal = signal;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _metrics = metrics;
        State = state;
    }

    /// <summary>How it is.</summary>
    public OutboxState State { get; }

    /// <summary>For tests: told before each step.</summary>
    internal Action<string>? Phase { get; set; }

    /// <summary>Moves what can be moved now.</summary>
    /// <returns>Number of rows that left the table; 0 where nothing was there, or another process was quicker.</returns>
    public async Task<int> MoveAsync(CancellationToken cancellationToken)
    {
        OutboxJournal journal = _journal ??= new OutboxJournal(
            _services.GetService<IJournal>(), _services.GetRequiredService<IAuditAppender>(), _services.GetRequiredService<AuditOperations>(), s_name);
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            TContext context = scope.ServiceProvider.GetRequiredService<TContext>();
            List<AuditOutboxRow> rows = await TakenAsync(context, journal, cancellationToken).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                // Nothing of this outbox is under way: what the journal holds of it has left the table.
                journal.Settle();
                _isUncertain = false;
                _kept.Clear();
                Phase?.Invoke("take");
                if (await TakeAsync(context, journal, cancellationToken).ConfigureAwait(false))
                {
                    rows = await TakenAsync(context, journal, cancellationToken).ConfigureAwait(false);
                }
            }

            return rows.Count == 0 ? 0 : await MoveAsync(context, journal, rows, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        TimeSpan pause = s_firstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            Task signal = _signal.Next;
            try
            {
                int moved = await MoveAsync(stoppingToken).ConfigureAwait(false);
                await LookAsync(stoppingToken).ConfigureAwait(false);
                pause = s_firstPause;
                if (State.Failure is not null)
                {
                    State.Failure = null;
                    OutboxLog.Recovered(_logger, s_name);
                }

                if (moved == 0)
                {
                    await Task.WhenAny(signal, Task.Delay(_options.PollInterval, _time, stoppingToken)).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (State.Failure is null)
                {
                    OutboxLog.Failing(_logger, s_name, exception);
                }

                State.Failure = exception.Message;
                _metrics.Failed(State);
                await Task.Delay(pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < _options.MaxRetryDelay ? pause * 2 : _options.MaxRetryDelay;
            }
        }
    }

    /// <summary>Looks what waits, not more often than the table is looked at anyway.</summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (_lookedAt is { } looked && _time.GetElapsedTime(looked) < _options.PollInterval)
        {
            return;
        }

        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            State.Backlog = await OutboxBacklog.ReadAsync(scope.ServiceProvider.GetRequiredService<TContext>(), RefusedMark, cancellationToken).ConfigureAwait(false);
            _lookedAt = _time.GetTimestamp();
        }
    }

    private Task<List<AuditOutboxRow>> TakenAsync(TContext context, OutboxJournal journal, CancellationToken cancellationToken) =>
        context.Set<AuditOutboxRow>().AsNoTracking()
            .Where(row => row.Journal == journal.Origin)
            .OrderBy(static row => row.Position)
            .Take(_options.BatchRows)
            .ToListAsync(cancellationToken);

    /// <summary>Takes the oldest rows that nobody has taken. Of two processes that try it at once the database lets one have each row.</summary>
    private async Task<bool> TakeAsync(TContext context, OutboxJournal journal, CancellationToken cancellationToken)
    {
        List<long> free = await context.Set<AuditOutboxRow>()
            .Where(static row => row.Journal == null)
            .OrderBy(static row => row.Position)
            .Select(static row => row.Position)
            .Take(_options.BatchRows)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        if (free.Count == 0)
        {
            return false;
        }

        long last = free[^1];
        return await context.Set<AuditOutboxRow>()
            .Where(row => row.Journal == null && row.Position <= last)
            .ExecuteUpdateAsync(set => set.SetProperty(static row => row.Journal, journal.Origin), cancellationToken).ConfigureAwait(false) > 0;
    }

    [SuppressMessage("Reliability", "CA2016:Forward the 'CancellationToken' parameter to methods", Justification = "What is in the journal is deleted from the table even when the host stops.")]
    private async Task<int> MoveAsync(TContext context, OutboxJournal journal, List<AuditOutboxRow> rows, CancellationToken cancellationToken)
    {
        List<OutboxEvent> events = await ReadAsync(context, rows, cancellationToken).ConfigureAwait(false);
        List<OutboxEvent> missing = events;
        if (_isUncertain)
        {
            HashSet<Guid> known = journal.Find(events);
            missing = [.. events.Where(each => !known.Contains(each.Id))];
            OutboxLog.Resumed(_logger, s_name, rows.Count, known.Count, events.Count);
            if (missing.Exists(each => _kept.Contains(each.Id)))
            {
                throw new AuditAppendException("The journal has not written yet what it took.", commandCompleted: true);
            }
        }

        _isUncertain = true;
        if (missing.Count > 0)
        {
            Phase?.Invoke("append");
            try
            {
                await journal.AppendAsync(missing, cancellationToken).ConfigureAwait(false);
            }
            catch (AuditAppendException exception) when (exception.CommandCompleted)
            {
                // The writer keeps them in memory and tries again: to append them once more would tell them twice.
                _kept.UnionWith(missing.Select(static each => each.Id));
                throw;
            }
        }

        Phase?.Invoke("delete");
        long[] positions = [.. rows.Select(static row => row.Position)];
        await context.Set<AuditOutboxRow>().Where(row => positions.Contains(row.Position)).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
        _isUncertain = false;
        State.Relay(missing.Count);
        _metrics.Moved(State, missing.Count);
        return rows.Count;
    }

    private async Task<List<OutboxEvent>> ReadAsync(TContext context, List<AuditOutboxRow> rows, CancellationToken cancellationToken)
    {
        List<OutboxEvent> events = [];
        foreach (AuditOutboxRow row in rows.ToArray())
        {
            try
            {
                events.AddRange(OutboxEvent.Read(row));
            }
            catch (FormatException exception)
            {
                rows.Remove(row);
                State.Refuse();
                _metrics.Refused(State);
                OutboxLog.Refused(_logger, row.Position, s_name, exception.Message, RefusedMark);
                await context.Set<AuditOutboxRow>().Where(each => each.Position == row.Position)
                    .ExecuteUpdateAsync(static set => set.SetProperty(static each => each.Journal, RefusedMark), cancellationToken).ConfigureAwait(false);
            }
        }

        return events;
    }
}
