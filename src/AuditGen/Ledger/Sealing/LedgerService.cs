using System.Collections.Immutable;
using AuditGen.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Ledger;

/// <summary>
/// Seals the journal while the process runs, in the cadence of <see cref="LedgerOptions"/>, and once more at shutdown. Register
/// it before the journal's writer, so that it stops after it.
/// </summary>
internal sealed partial class LedgerService : BackgroundService
{
    private readonly IJournal _journal;
    private readonly ILedgerBackend _backend;
    private readonly LedgerSettings _settings;
    private readonly LedgerStatus _status;
    private readonly LedgerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<LedgerService> _logger;
    private readonly ImmutableArray<ILedgerAnchor> _anchors;
    private LedgerKeyRing? _keys;
    private ILeafSource? _leaves;
    private ILedgerStorage? _storage;
    private LedgerSealer? _sealer;
    private long _anchored;
    private DateTimeOffset _anchoredAt = DateTimeOffset.MinValue;

    public LedgerService(IJournal journal, ILedgerBackend backend, LedgerSettings settings, LedgerStatus status, LedgerMetrics metrics, TimeProvider time, ILogger<LedgerService> logger)
    {
        settings.Options.Validate();
        _journal = journal;
        _backend = backend;
        _settings = settings;
        _status = status;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _anchors = settings.Anchors ?? [new FileAnchor(Path.Combine(KeyFolder, LedgerKeyFolder.AnchorFile))];
    }

    private string KeyFolder => _settings.KeyFolder ?? _backend.DefaultKeyFolder;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (_sealer is not null && _status.State != LedgerState.Forked)
        {
            if (_journal.NextIndex > (_sealer.Last?.Size ?? 0))
            {
                await TrySealAsync(_sealer, cancellationToken).ConfigureAwait(false);
            }

            await AnchorAsync(_sealer, isLast: true, cancellationToken).ConfigureAwait(false);
        }

        // Stopping a host twice is allowed: the second time there is nothing left to seal.
        _sealer = null;

        _leaves?.Dispose();
        _leaves = null;
        if (_storage is not null)
        {
            await _storage.DisposeAsync().ConfigureAwait(false);
            _storage = null;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host does not wait for the journal's tiles to be compared.
        await Task.Yield();
        try
        {
            TimeSpan heartbeat = _settings.Options.Interval;
            while (_status.State != LedgerState.Forked)
            {
                _sealer ??= await TryOpenAsync(stoppingToken).ConfigureAwait(false);
                if (_sealer is null)
                {
                    await Task.Delay(_settings.Options.Interval, _time, stoppingToken).ConfigureAwait(false);
                    continue;
                }

                bool isBusy = await WaitAsync(_sealer, heartbeat, stoppingToken).ConfigureAwait(false);
                heartbeat = isBusy ? _settings.Options.Interval : Min(heartbeat * 2, _settings.Options.MaxHeartbeat);
                bool sealedIt = await TrySealAsync(_sealer, stoppingToken).ConfigureAwait(false);
                await AnchorAsync(_sealer, isLast: false, stoppingToken).ConfigureAwait(false);
                await Task.Delay(sealedIt ? _settings.Options.MinInterval : _settings.Options.Interval, _time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (ObjectDisposedException)
        {
            // The journal was closed before this service was stopped: nothing more can be sealed.
        }
    }

    /// <summary>Waits until there is something to say.</summary>
    /// <returns>Whether events wait for a checkpoint; otherwise it is time for a sign of life.</returns>
    private async Task<bool> WaitAsync(LedgerSealer sealer, TimeSpan heartbeat, CancellationToken cancellationToken)
    {
        long sealedSize = sealer.Last?.Size ?? 0;
        if (!await CameAsync(sealedSize, heartbeat, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await CameAsync(sealedSize + _settings.Options.MaxWaiting - 1, _settings.Options.Interval, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> CameAsync(long index, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_journal.NextIndex > index)
        {
            return true;
        }

        using var timeout = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _journal.WaitForAsync(index, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<LedgerSealer?> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _keys ??= OpenKeys();
            _leaves ??= _backend.OpenLeaves();
            _storage ??= _backend.OpenStorage();
            LedgerSealer sealer = await LedgerSealer.OpenAsync(_journal, _leaves, _storage, _keys, _anchors, _time, cancellationToken).ConfigureAwait(false);
            _status.Sealed(sealer.Last, sealer.LastNote?.Note ?? default);
            Cover(sealer);
            return sealer;
        }
        catch (LedgerForkException exception)
        {
            _status.Forked(exception.Message);
            LogForked(_logger, _journal.Origin, exception.Message);
        }
        catch (Exception exception) when (exception is LedgerException or JournalException or IOException or UnauthorizedAccessException)
        {
            _status.Failed(exception.Message);
            _metrics.Failed();
            LogFailed(_logger, _journal.Origin, exception);
        }

        return null;
    }

    private LedgerKeyRing OpenKeys()
    {
        if (!_settings.Signers.IsDefaultOrEmpty)
        {
            return new LedgerKeyRing(_settings.Signers);
        }

        LedgerKeyRing ring = LedgerKeyFolder.OpenOrCreate(KeyFolder, _journal.Origin, out bool created);
        if (created)
        {
            LogKeyCreated(_logger, _journal.Origin, KeyFolder);
        }

        return ring;
    }

    private async Task<bool> TrySealAsync(LedgerSealer sealer, CancellationToken cancellationToken)
    {
        long before = sealer.Last?.Size ?? 0;
        try
        {
            StoredCheckpoint checkpoint = await sealer.SealAsync(cancellationToken).ConfigureAwait(false);
            _metrics.Sealed(sealer.Last!.Size - before);
            _status.Sealed(sealer.Last, checkpoint.Note);
            Cover(sealer);
            return true;
        }
        catch (LedgerForkException exception)
        {
            _status.Forked(exception.Message);
            LogForked(_logger, _journal.Origin, exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not ObjectDisposedException)
        {
            // A signer is the application's own code: whatever it throws must not end the sealing for good.
            _status.Failed(exception.Message);
            _metrics.Failed();
            LogFailed(_logger, _journal.Origin, exception);
        }

        return false;
    }

    private void Cover(LedgerSealer sealer)
    {
        if (_journal is IJournalCoverage coverage && sealer.Last is { } last && last.Size > coverage.CoveredSize)
        {
            coverage.Cover(last.Size);
        }
    }

    private async Task AnchorAsync(LedgerSealer sealer, bool isLast, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (sealer.LastNote is not { } note || note.Sequence == _anchored || (!isLast && now - _anchoredAt < _settings.Options.AnchorInterval))
        {
            return;
        }

        string? problem = null;
        foreach (ILedgerAnchor anchor in _anchors)
        {
            try
            {
                await anchor.PublishAsync(note.Note, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // An anchor may be out of reach; a later checkpoint covers all that this one does.
                problem = $"Anchor {anchor.Name} did not take a checkpoint: {exception.Message}";
                _metrics.AnchorFailed(anchor.Name);
                LogAnchorFailed(_logger, anchor.Name, exception);
            }
        }

        _status.Anchored(problem);
        _anchoredAt = now;
        _anchored = problem is null ? note.Sequence : _anchored;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning, Message =
        "A signing key for the ledger of {Origin} was made in {Folder}. Whoever can read that folder can sign another history: "
        + "in production give a key of your own (a key folder elsewhere, a key management service), and anchor checkpoints outside this machine.")]
    private static partial void LogKeyCreated(ILogger logger, string origin, string folder);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "The ledger of {Origin} could not be sealed; it is tried again.")]
    private static partial void LogFailed(ILogger logger, string origin, Exception exception);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Critical, Message = "The ledger of {Origin} is forked, nothing more is signed for it: {Problem}")]
    private static partial void LogForked(ILogger logger, string origin, string problem);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "Anchor {Anchor} did not take a checkpoint; a later one covers it.")]
    private static partial void LogAnchorFailed(ILogger logger, string anchor, Exception exception);
}
