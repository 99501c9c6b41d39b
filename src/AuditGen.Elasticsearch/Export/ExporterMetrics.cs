using System.Diagnostics.Metrics;

namespace AuditGen.Elasticsearch.Export;

/// <summary>The instruments of the meter <c>AuditGen</c> that tell of exporting.</summary>
internal sealed class ExporterMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly KeyValuePair<string, object?> _name;
    private readonly Counter<long> _events;
    private readonly Counter<long> _possibleDuplicates;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _failures;
    private readonly Histogram<int> _batch;

    public ExporterMetrics(string exporter, IMeterFactory? factory)
    {
        _meter = factory?.Create("AuditGen") ?? new Meter("AuditGen");
        _name = new KeyValuePair<string, object?>("exporter", exporter);
        _events = _meter.CreateCounter<long>("auditgen.export.events", "{event}", "Events that left the exporter, by outcome: stored, already_stored, degraded (also counted as stored), quarantined.");
        _possibleDuplicates = _meter.CreateCounter<long>("auditgen.export.possible_duplicates", "{event}", "Events sent again after a lost answer and stored in a newer backing index: they may be in the store twice.");
        _requests = _meter.CreateCounter<long>("auditgen.export.requests", "{request}", "Bulk requests sent.");
        _bytes = _meter.CreateCounter<long>("auditgen.export.bytes", "By", "Bytes of bulk requests, after compression.");
        _failures = _meter.CreateCounter<long>("auditgen.export.failures", "{failure}", "Requests, or events within a request, that have to be sent again.");
        _batch = _meter.CreateHistogram<int>("auditgen.export.batch", "{event}", "Events in one bulk request.");
    }

    public void Observe(HeldContexts held) => _meter.CreateObservableGauge(
        "auditgen.export.held",
        () => held.Behind.Select(one => new Measurement<long>(one.Behind, _name, new KeyValuePair<string, object?>("context", one.Context))),
        "{event}",
        "Events of contexts that are held back: how far each is behind the journal.");

    public void Request(int bytes, int events)
    {
        _requests.Add(1, _name);
        _bytes.Add(bytes, _name);
        _batch.Record(events, _name);
    }

    public void Events(long stored, long alreadyStored, long possibleDuplicates, long degraded)
    {
        Add("stored", stored);
        Add("already_stored", alreadyStored);
        Add("degraded", degraded);
        if (possibleDuplicates > 0)
        {
            _possibleDuplicates.Add(possibleDuplicates, _name);
        }
    }

    public void Quarantined() => Add("quarantined", 1);

    public void Failed() => _failures.Add(1, _name);

    public void Dispose() => _meter.Dispose();

    private void Add(string outcome, long count)
    {
        if (count > 0)
        {
            _events.Add(count, _name, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
