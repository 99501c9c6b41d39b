using System.Collections.Concurrent;
using System.Collections.Immutable;
using AuditGen.Consuming;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Tests.Support;

/// <summary>Keeps, in memory, what an exporter gives up.</summary>
internal sealed class RefusedEvents : IAuditQuarantine
{
    public ConcurrentQueue<(Guid Id, string Reason)> All { get; } = new();

    public long Count => All.Count;

    public void Add(string consumer, in JournalRecord record, string reason) => All.Enqueue((record.Id, reason));

    public ImmutableArray<QuarantinedEvent> List(string? consumer = null, long after = -1, int limit = 100) => [];

    public void Release(string consumer, long index)
    {
        // Nothing here is sent again.
    }
}
