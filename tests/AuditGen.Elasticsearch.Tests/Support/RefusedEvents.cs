using System.Collections.Concurrent;
using AuditGen.Elasticsearch.Export;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Tests.Support;

/// <summary>Keeps what an exporter gives up.</summary>
internal sealed class RefusedEvents : IRefusedEvents
{
    public ConcurrentQueue<(Guid Id, string Reason)> All { get; } = new();

    public ValueTask RefuseAsync(JournalRecord record, string reason, CancellationToken cancellationToken)
    {
        All.Enqueue((record.Id, reason));
        return ValueTask.CompletedTask;
    }
}
