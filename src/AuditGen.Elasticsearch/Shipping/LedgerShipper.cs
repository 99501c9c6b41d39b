using System.Collections.Immutable;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Ledger;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Elasticsearch.Shipping;

/// <summary>
/// Ships the ledger every few seconds while the process runs, and once more when everything else has stopped. Holds nothing
/// up: the ledger keeps all it holds, so what the cluster does not take today it takes tomorrow.
/// </summary>
internal sealed partial class LedgerShipper : IHostedLifecycleService, IAsyncDisposable
{
    private readonly ILedgerBackend _backend;
    private readonly IJournalCursors _cursors;
    private readonly ImmutableArray<string> _exporters;
    private readonly LedgerShipment _shipment;
    private readonly LedgerShipperStatus _status;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private ILedgerReader? _ledger;
    private bool _isDisposed;

    public LedgerShipper(
        IElasticsearchTransport transport,
        ElasticsearchExporterOptions options,
        ILedgerBackend backend,
        IJournalCursors cursors,
        IEnumerable<ElasticsearchExporter> exporters,
        LedgerShipperStatus status,
        TimeProvider time,
        ILogger<LedgerShipper> logger)
    {
        _backend = backend;
        _cursors = cursors;
        _exporters = [.. exporters.Select(static exporter => exporter.Name)];
        _shipment = new LedgerShipment(transport, AuditStreams.Ledger(options.Namespace), Path.Combine(backend.Folder, $"{options.Name}.shipped"), time);
        _status = status;
        _interval = options.LedgerInterval;
        _time = time;
        _logger = logger;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_isDisposed)
        {
            // Stopping a host twice is allowed.
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    /// <summary>The last checkpoints, over events that the exporters have brought to the store while the host stopped.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_isDisposed)
        {
            return;
        }

        try
        {
            await ShipAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The next start goes on.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopping.Dispose();
        _shipment.Dispose();
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await ShipAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(_interval, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task ShipAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Exported() is var exported && exported == 0)
            {
                // Nothing can be due, and the sealer may not have made the ledger yet.
                return;
            }

            _ledger ??= _backend.OpenReader();
            await _shipment.ShipAsync(_ledger, exported, cancellationToken).ConfigureAwait(false);
            _status.Shipped(_shipment.Position);
        }
        catch (Exception failure) when (failure is IOException or LedgerException or JournalException or ObjectDisposedException)
        {
            if (_status.Failed(failure.Message))
            {
                Failed(_logger, failure.Message);
            }
        }
    }

    /// <summary>How many events all exporters have brought to the store, from index 0 on, whatever contexts each carries.</summary>
    private long Exported()
    {
        long[] positions = [.. _cursors.Positions.Where(cursor => _exporters.Any(name => CarriesFor(cursor.Name, name))).Select(static cursor => cursor.Position)];
        return positions.Length == 0 ? 0 : positions.Min();
    }

    /// <summary>An exporter's own cursor, and those of contexts that it holds back.</summary>
    private static bool CarriesFor(string cursor, string exporter)
        => cursor.StartsWith(exporter, StringComparison.Ordinal) && (cursor.Length == exporter.Length || cursor[exporter.Length] == '/');

    [LoggerMessage(6020, LogLevel.Warning, "The ledger could not be shipped; it is tried again. {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
