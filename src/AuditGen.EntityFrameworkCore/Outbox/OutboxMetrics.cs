using System.Diagnostics.Metrics;
using AuditGen.Writing;

namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>What relays count and measure, under the meter <see cref="AuditGenDiagnostics.Name"/>, by <c>outbox</c>: the name of the context.</summary>
internal sealed class OutboxMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _events;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _refused;

    public OutboxMetrics(IEnumerable<OutboxState> outboxes, TimeProvider time, IMeterFactory? meters = null)
    {
        OutboxState[] states = [.. outboxes];
        _meter = meters?.Create(AuditGenDiagnostics.Name) ?? new Meter(AuditGenDiagnostics.Name);
        _events = _meter.CreateCounter<long>("auditgen.outbox.events", "{event}", "Events moved from an outbox to the journal.");
        _failures = _meter.CreateCounter<long>("auditgen.outbox.failures", "{attempt}", "Attempts to move events that failed and are repeated.");
        _refused = _meter.CreateCounter<long>("auditgen.outbox.refused", "{row}", "Rows that are not what was written, set aside.");
        _meter.CreateObservableGauge("auditgen.outbox.waiting", () => Each(states, static backlog => backlog.Rows), "{row}", "Rows of an outbox that are not in a journal yet.");
        _meter.CreateObservableGauge("auditgen.outbox.age", () => Each(states, backlog => backlog.AgeAt(time.GetUtcNow()).TotalSeconds), "s", "How long the oldest of them has waited.");
    }

    /// <summary>Counts events moved.</summary>
    public void Moved(OutboxState outbox, int events) => _events.Add(events, Tag(outbox));

    /// <summary>Counts a failed attempt.</summary>
    public void Failed(OutboxState outbox) => _failures.Add(1, Tag(outbox));

    /// <summary>Counts a row set aside.</summary>
    public void Refused(OutboxState outbox) => _refused.Add(1, Tag(outbox));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Nothing is measured before a relay has looked: an empty outbox would look sound.</summary>
    private static IEnumerable<Measurement<T>> Each<T>(OutboxState[] states, Func<OutboxBacklog, T> value)
        where T : struct =>
        states.Where(static state => state.Backlog is not null).Select(state => new Measurement<T>(value(state.Backlog!), Tag(state)));

    private static KeyValuePair<string, object?> Tag(OutboxState outbox) => new("outbox", outbox.Name);
}
