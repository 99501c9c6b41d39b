namespace AuditGen.Reading;

/// <summary>Questions asked so often that they have a name.</summary>
public static class AuditReaderExtensions
{
    /// <summary>What happened to one resource.</summary>
    public static ValueTask<AuditPage> HistoryAsync(
        this IAuditReader reader, string resourceType, string resourceId, AuditAccess access, AuditPaging? paging = null,
        CancellationToken cancellationToken = default) =>
        reader.SearchAsync(AuditQuery.HistoryOf(resourceType, resourceId, access), paging ?? AuditPaging.First, cancellationToken);

    /// <summary>What happened in one session, across contexts, in the order it happened.</summary>
    public static ValueTask<AuditPage> SessionAsync(
        this IAuditReader reader, string session, AuditAccess access, AuditPaging? paging = null,
        CancellationToken cancellationToken = default) =>
        reader.SearchAsync(
            AuditQuery.SessionOf(session, access), paging ?? new AuditPaging { Order = AuditOrder.OldestFirst }, cancellationToken);
}
