using System.Diagnostics.Metrics;
using AuditGen.Writing;

namespace AuditGen.Consuming;

/// <summary>What consuming measures, under the meter <see cref="AuditGenDiagnostics.Name"/>.</summary>
internal sealed class ConsumerMetrics : IDisposable
{
    private readonly Meter _meter;

    public ConsumerMetrics(IAuditConsumers consumers, IAuditQuarantine quarantine, IMeterFactory? meters = null)
    {
        _meter = meters?.Create(AuditGenDiagnostics.Name) ?? new Meter(AuditGenDiagnostics.Name);
        _meter.CreateObservableGauge("auditgen.consumer.lag", () => Each(consumers, static status => status.Lag), "{event}",
            "Events that a consumer has not taken yet.");
        _meter.CreateObservableGauge("auditgen.consumer.failures", () => Each(consumers, static status => (long)status.Failures), "{attempt}",
            "Attempts that have failed in a row; 0 while a consumer works.");
        _meter.CreateObservableGauge("auditgen.quarantine.events", () => quarantine.Count, "{event}", "Events in quarantine.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Each(IAuditConsumers consumers, Func<ConsumerStatus, long> value) =>
        consumers.Status.Select(status => new Measurement<long>(value(status), new KeyValuePair<string, object?>("consumer", status.Name)));
}
