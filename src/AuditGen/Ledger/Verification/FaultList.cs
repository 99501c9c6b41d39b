using System.Collections.Immutable;

namespace AuditGen.Ledger;

/// <summary>Collects findings from many workers; keeps the first thousand of each kind and counts all.</summary>
internal sealed class FaultList
{
    private const int Kept = 1000;

    private readonly Lock _lock = new();
    private readonly List<LedgerFault> _faults = [];
    private readonly Dictionary<LedgerFaultKind, long> _counts = [];

    /// <summary>Adds a finding.</summary>
    public void Add(LedgerFault fault)
    {
        lock (_lock)
        {
            long count = _counts.GetValueOrDefault(fault.Kind);
            _counts[fault.Kind] = count + 1;
            if (count < Kept)
            {
                _faults.Add(fault);
            }
        }
    }

    /// <summary>How many of a kind there were.</summary>
    public long Count(LedgerFaultKind kind)
    {
        lock (_lock)
        {
            return _counts.GetValueOrDefault(kind);
        }
    }

    /// <summary>The findings: by kind, then by event, then as found.</summary>
    public ImmutableArray<LedgerFault> ToImmutable()
    {
        lock (_lock)
        {
            return [.. _faults.OrderBy(static fault => fault.Kind).ThenBy(static fault => fault.Index ?? -1)];
        }
    }
}
