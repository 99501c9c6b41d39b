using AuditGen.Reading;

namespace AuditGen.Cli.Stores;

/// <summary>Reads as many pages as a limit takes.</summary>
internal static class StorePages
{
    /// <summary>The first events that match, and where to go on.</summary>
    public static async ValueTask<(IReadOnlyCollection<AuditRecord> Records, AuditCursor? Next)> ReadAsync(
        IAuditReader reader, AuditQuery query, AuditOrder order, int limit, AuditCursor? cursor, CancellationToken cancellationToken)
    {
        List<AuditRecord> records = [];
        do
        {
            var paging = new AuditPaging { Order = order, Size = Math.Min(limit - records.Count, AuditPaging.MaxSize), After = cursor };
            AuditPage page = await reader.SearchAsync(query, paging, cancellationToken).ConfigureAwait(false);
            records.AddRange(page.Records);
            cursor = page.Next;
        }
        while (cursor is not null && records.Count < limit);
        return (records, cursor);
    }
}
