using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using AuditGen.Consuming;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.Elasticsearch.Export;

/// <summary>
/// Ships the journal's events to their data streams, several bulk requests at a time. A page is acknowledged when each of
/// its events is stored or in quarantine; until then it is tried again, for as long as it takes. Memory is bounded by one
/// page and the bodies of the requests under way.
/// </summary>
public sealed class ElasticsearchExporter : IJournalConsumer, IDisposable
{
    private readonly ElasticsearchExporterOptions _options;
    private readonly DeliveryContext _context;
    private readonly BulkDelivery[] _deliveries;
    private readonly ConcurrentDictionary<string, StreamTarget> _targets = new(StringComparer.Ordinal);
    private readonly List<(int Start, int Count)> _runs = [];
    private readonly List<int> _selected = [];
    private readonly HeldContexts? _held;
    private readonly PageHolds? _holds;
    private long _lastSent;
    private long _first = -1;
    private long _next = -1;

    /// <summary>Creates an exporter.</summary>
    /// <param name="transport">The way to the cluster, with a credential that may create documents.</param>
    /// <param name="options">How events are shipped.</param>
    /// <param name="log">The name of the journal's log (<see cref="IJournal.Origin"/>).</param>
    /// <param name="quarantine">Keeps what the store refuses for good.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="logger">Where refusals and recoveries are reported.</param>
    /// <param name="meters">Makes the meter <c>AuditGen</c>.</param>
    /// <param name="random">The jitter of pauses.</param>
    /// <param name="journal">
    /// The journal, where it keeps cursors: then a context that the store does not take is held back with a cursor of its own
    /// (<see cref="RunHeldBackAsync"/>). Without it, it holds up the others.
    /// </param>
    /// <exception cref="ArgumentException">The options are not fit for use; the message says what to write instead.</exception>
    public ElasticsearchExporter(
        IElasticsearchTransport transport,
        ElasticsearchExporterOptions options,
        string log,
        IAuditQuarantine quarantine,
        TimeProvider? time = null,
        ILogger<ElasticsearchExporter>? logger = null,
        IMeterFactory? meters = null,
        Random? random = null,
        IJournal? journal = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(log);
        ArgumentNullException.ThrowIfNull(quarantine);
        string faults = string.Join(' ', options.Validate());
        if (faults.Length > 0)
        {
            throw new ArgumentException(faults, nameof(options));
        }

        _options = options;
        _context = new DeliveryContext
        {
            Transport = transport,
            Options = options,
            Log = log,
            Quarantine = quarantine,
            Status = Status,
            Metrics = new ExporterMetrics(options.Name, meters),
            Time = time ?? TimeProvider.System,
            Random = random ?? Random.Shared,
            Logger = logger ?? NullLogger<ElasticsearchExporter>.Instance,
        };
        _deliveries = [.. Enumerable.Range(0, options.MaxInFlight).Select(_ => new BulkDelivery(_context))];
        if (journal is IJournalCursors cursors)
        {
            _held = new HeldContexts(journal, cursors, _context, TargetOf);
            _holds = new PageHolds(options.HoldBackAfter, _context.Time);
            _context.Metrics.Observe(_held);
        }

        _lastSent = _context.Time.GetTimestamp() - (long)(options.Linger.TotalSeconds * _context.Time.TimestampFrequency);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public bool IsStoreOfRecord => _options.IsStoreOfRecord;

    /// <summary>Whether the store takes nothing at present.</summary>
    public bool IsBlocked => Status.HasTrouble;

    /// <summary>What it has done and what holds it up.</summary>
    public ExporterStatus Status { get; } = new();

    /// <inheritdoc/>
    public async ValueTask ConsumeAsync(JournalPage page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Count == 0)
        {
            return;
        }

        long first = page.Records[0].Index;
        long end = page.Records[^1].Index + 1;

        // An event from quarantine comes by itself, out of turn. A page whose acknowledgement failed comes as it came before.
        bool isRepeated = first == _first && end >= _next;
        bool isOfferedAgain = first < _next && !isRepeated;
        if (!isOfferedAgain)
        {
            _held?.Passed(first);
        }

        _holds?.Clear();
        Select(page, isOfferedAgain);
        if (_selected.Count > 0)
        {
            await LingerAsync(cancellationToken).ConfigureAwait(false);
            await DeliverAsync(page, isOfferedAgain ? null : _holds, cancellationToken).ConfigureAwait(false);
        }

        if (!isOfferedAgain)
        {
            if (_holds is { IsEmpty: false })
            {
                _held!.Hold(_holds, end);
            }

            _first = first;
            _next = end;
        }
    }

    /// <summary>Brings the events of contexts that are held back to the store, each context by itself, until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends it; cursors say where to go on.</param>
    public Task RunHeldBackAsync(CancellationToken cancellationToken) => _held?.RunAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BulkDelivery delivery in _deliveries)
        {
            delivery.Dispose();
        }

        _held?.Dispose();
        _context.Metrics.Dispose();
    }

    private async Task DeliverAsync(JournalPage page, PageHolds? holds, CancellationToken cancellationToken)
    {
        Divide(page);
        int next = -1;
        int workers = Math.Min(_runs.Count, _deliveries.Length);
        if (workers == 1)
        {
            await DeliverRunsAsync(_deliveries[0]).ConfigureAwait(false);
        }
        else
        {
            var tasks = new Task[workers];
            for (int i = 0; i < workers; i++)
            {
                BulkDelivery delivery = _deliveries[i];
                tasks[i] = Task.Run(() => DeliverRunsAsync(delivery), CancellationToken.None);
            }

            await Task.WhenAll(tasks).ConfigureAwait(false);
        }

        async Task DeliverRunsAsync(BulkDelivery delivery)
        {
            for (int run = Interlocked.Increment(ref next); run < _runs.Count; run = Interlocked.Increment(ref next))
            {
                AddRun(page, delivery, _runs[run]);
                await delivery.DeliverAsync(page, holds, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Select(JournalPage page, bool isOfferedAgain)
    {
        _selected.Clear();
        ReadOnlySpan<JournalRecord> records = page.Records;
        for (int i = 0; i < records.Length; i++)
        {
            string context = records[i].Context;
            if ((_options.Contexts.Count > 0 && !_options.Contexts.Contains(context)) || _options.ExceptContexts.Contains(context))
            {
                continue;
            }

            if (_held is null || isOfferedAgain || !_held.LeavesOut(context, records[i].Index))
            {
                _selected.Add(i);
            }
        }
    }

    /// <summary>
    /// A page that fills no request waits until the last request is a while ago: under light load events gather in the
    /// journal meanwhile, and after silence the first one goes out at once.
    /// </summary>
    private async ValueTask LingerAsync(CancellationToken cancellationToken)
    {
        TimeSpan rest = _options.Linger - _context.Time.GetElapsedTime(_lastSent);
        if (_selected.Count < _options.MaxEvents && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, _context.Time, cancellationToken).ConfigureAwait(false);
        }

        _lastSent = _context.Time.GetTimestamp();
    }

    private void Divide(JournalPage page)
    {
        _runs.Clear();
        ReadOnlySpan<JournalRecord> records = page.Records;
        int start = 0;
        long bytes = 0;
        for (int i = 0; i < _selected.Count; i++)
        {
            // A document holds the text about twice, once as fields and once as it is.
            long estimate = (2L * records[_selected[i]].Text.Length) + 512;
            if (i > start && (i - start == _options.MaxEvents || bytes + estimate > _options.MaxBytes))
            {
                _runs.Add((start, i - start));
                start = i;
                bytes = 0;
            }

            bytes += estimate;
        }

        _runs.Add((start, _selected.Count - start));
    }

    private void AddRun(JournalPage page, BulkDelivery delivery, (int Start, int Count) run)
    {
        ReadOnlySpan<JournalRecord> records = page.Records;
        StreamTarget? target = null;
        foreach (int record in CollectionsMarshal.AsSpan(_selected).Slice(run.Start, run.Count))
        {
            string context = records[record].Context;
            if (target is null || !target.Context.Equals(context, StringComparison.Ordinal))
            {
                target = TargetOf(context);
            }

            delivery.Add(record, target);
        }
    }

    private StreamTarget TargetOf(string context)
        => _targets.GetOrAdd(context, static (name, space) => new StreamTarget(name, AuditStreams.Events(name, space)), _options.Namespace);
}
