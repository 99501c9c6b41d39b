using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Export;

/// <summary>Takes events that the store refuses for good.</summary>
internal interface IRefusedEvents
{
    /// <summary>Keeps the event, durably, with the reason.</summary>
    ValueTask RefuseAsync(JournalRecord record, string reason, CancellationToken cancellationToken);
}
