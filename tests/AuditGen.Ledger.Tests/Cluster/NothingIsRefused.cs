using System.Collections.Immutable;
using AuditGen.Consuming;
using AuditGen.Journal;

namespace AuditGen.Ledger.Tests.Cluster;

/// <summary>A quarantine that nothing may come into.</summary>
internal sealed class NothingIsRefused : IAuditQuarantine
{
    public long Count => 0;

    public void Add(string consumer, in JournalRecord record, string reason) => throw new InvalidOperationException(reason);

    public ImmutableArray<QuarantinedEvent> List(string? consumer = null, long after = -1, int limit = 100) => [];

    public void Release(string consumer, long index)
    {
        // Nothing is ever in it.
    }
}
