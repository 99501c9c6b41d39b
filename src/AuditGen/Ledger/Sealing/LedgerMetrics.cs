using System.Diagnostics.Metrics;
using AuditGen.Journal;
using AuditGen.Writing;

namespace AuditGen.Ledger;

/// <summary>What sealing counts and measures, under the meter <see cref="AuditGenDiagnostics.Name"/>.</summary>
internal sealed class LedgerMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _leaves;
    private readonly Counter<long> _checkpoints;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _anchorFailures;

    public LedgerMetrics(LedgerStatus status, IJournal journal, TimeProvider time, IMeterFactory? meters = null)
    {
        _meter = meters?.Create(AuditGenDiagnostics.Name) ?? new Meter(AuditGenDiagnostics.Name);
        _leaves = _meter.CreateCounter<long>("auditgen.ledger.leaves", "{event}", "Events covered by a checkpoint for the first time.");
        _checkpoints = _meter.CreateCounter<long>("auditgen.ledger.checkpoints", "{checkpoint}", "Checkpoints signed.");
        _failures = _meter.CreateCounter<long>("auditgen.ledger.failures", "{attempt}", "Attempts to open, seal or sign that failed and are repeated.");
        _anchorFailures = _meter.CreateCounter<long>("auditgen.ledger.anchor.failures", "{attempt}", "Checkpoints that an anchor did not take.");
        _meter.CreateObservableGauge("auditgen.ledger.checkpoint.age", () => Age(status, time), "s", "Time since the last checkpoint was signed.");
        _meter.CreateObservableGauge("auditgen.ledger.waiting", () => Math.Max(0, journal.NextIndex - (status.Checkpoint?.Size ?? 0)), "{event}", "Durable events that no checkpoint covers yet.");
        _meter.CreateObservableGauge("auditgen.ledger.forked", () => status.State == LedgerState.Forked ? 1 : 0, "1", "1 where the log contradicts what was signed for it, and nothing more is signed.");
    }

    public void Sealed(long leaves)
    {
        _leaves.Add(leaves);
        _checkpoints.Add(1);
    }

    public void Failed() => _failures.Add(1);

    public void AnchorFailed(string anchor) => _anchorFailures.Add(1, new KeyValuePair<string, object?>("anchor", anchor));

    public void Dispose() => _meter.Dispose();

    /// <summary>Nothing is measured before the first checkpoint: an age of zero would look sound.</summary>
    private static IEnumerable<Measurement<double>> Age(LedgerStatus status, TimeProvider time)
    {
        if (status.Checkpoint?.Timestamp is { } signed)
        {
            yield return new Measurement<double>(Math.Max(0, (time.GetUtcNow() - signed).TotalSeconds));
        }
    }
}
