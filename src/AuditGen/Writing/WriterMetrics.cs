using System.Diagnostics.Metrics;
using AuditGen.Journal;

namespace AuditGen.Writing;

/// <summary>What the writer counts and measures, under the meter <see cref="AuditGenDiagnostics.Name"/>.</summary>
internal sealed class WriterMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _events;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _waited;
    private readonly Counter<long> _recovered;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _size;
    private volatile JournalAppender? _appender;

    public WriterMetrics(IMeterFactory? meters = null)
    {
        _meter = meters?.Create(AuditGenDiagnostics.Name) ?? new Meter(AuditGenDiagnostics.Name);
        _events = _meter.CreateCounter<long>("auditgen.journal.events", "{event}", "Events made durable.");
        _commits = _meter.CreateCounter<long>("auditgen.journal.commits", "{commit}", "Transactions of the journal.");
        _failures = _meter.CreateCounter<long>("auditgen.journal.failures", "{commit}", "Transactions that failed and are repeated.");
        _refused = _meter.CreateCounter<long>("auditgen.operations.refused", "{operation}", "Commands refused unrun because there was no room.");
        _waited = _meter.CreateCounter<long>("auditgen.operations.waited", "{operation}", "Commands that had to wait for room.");
        _recovered = _meter.CreateCounter<long>("auditgen.intents.recovered", "{operation}", "Operations recorded as unknown at start.");
        _duration = _meter.CreateHistogram<double>("auditgen.journal.commit.duration", "s", "Time of one transaction, sync included.");
        _size = _meter.CreateHistogram<int>("auditgen.journal.commit.events", "{event}", "Events in one transaction.");
        _meter.CreateObservableGauge("auditgen.operations.open", () => Measure(static a => a.Reservations.Taken), "{operation}", "Operations that hold room: running, or queued for the journal.");
        _meter.CreateObservableGauge("auditgen.operations.waiting", () => Measure(static a => a.Reservations.Waiting), "{operation}", "Commands that wait for room at present.");
        _meter.CreateObservableGauge("auditgen.queue.bytes", () => Measure(static a => a.Reservations.Bytes), "By", "Bytes reserved or queued for the journal.");
        _meter.CreateObservableGauge("auditgen.operations.kept", () => Measure(static a => a.State.Kept), "{operation}", "Operations whose events are kept in memory because the journal refused them.");
        _meter.CreateObservableGauge("auditgen.journal.bytes", () => Measure(static a => a.Capacity?.Bytes ?? 0), "By", "Bytes of all segments.");
        _meter.CreateObservableGauge("auditgen.journal.fill", () => Measure(static a => Fill(a.Capacity)), "1", "Bytes of all segments as a part of their bound: at 1, commands wait or are refused.");
    }

    /// <summary>How full a journal is, from 0 to 1 and beyond.</summary>
    public static double Fill(IJournalCapacity? capacity) => capacity is null ? 0 : (double)capacity.Bytes / capacity.MaxBytes;

    public void Observe(JournalAppender appender) => _appender = appender;

    public void Forget(JournalAppender appender) => Interlocked.CompareExchange(ref _appender, null, appender);

    public void Committed(int events, TimeSpan duration)
    {
        _events.Add(events);
        _commits.Add(1);
        _duration.Record(duration.TotalSeconds);
        _size.Record(events);
    }

    public void Failed() => _failures.Add(1);

    public void Refused(string context) => _refused.Add(1, new KeyValuePair<string, object?>("context", context));

    public void Waited(string context) => _waited.Add(1, new KeyValuePair<string, object?>("context", context));

    public void Recovered(int count) => _recovered.Add(count);

    public void Dispose() => _meter.Dispose();

    private T Measure<T>(Func<JournalAppender, T> measure)
        where T : struct
        => _appender is { } appender ? measure(appender) : default;
}
