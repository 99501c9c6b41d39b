using AuditGen.Ledger;
using AuditGen.Reading;

namespace AuditGen.Cli.Tests.Support;

/// <summary>Events in memory to which a test adds; answers searches only.</summary>
internal sealed class GrowingReader : IAuditReader
{
    private readonly SortedDictionary<Guid, AuditRecord> _records = [];

    public GrowingReader(IEnumerable<byte[]> texts) => texts.ToList().ForEach(Add);

    public void Add(byte[] text)
    {
        var read = AuditEvent.Parse(text);
        _records.Add(read.Id, new AuditRecord(read, _records.Count, Sha256Hash.OfLeaf(text)));
    }

    public ValueTask<AuditPage> SearchAsync(AuditQuery query, AuditPaging paging, CancellationToken cancellationToken = default)
    {
        paging.Order.ShouldBe(AuditOrder.NewestFirst);
        AuditRecord[] found = [.. _records.Values.Reverse().Where(record => paging.After is null || record.Event.Id.CompareTo(paging.After.Last) < 0).Take(paging.Size + 1)];
        return new(new AuditPage([.. found.Take(paging.Size)], found.Length > paging.Size ? new AuditCursor(found[paging.Size - 1].Event.Id, _records.Count) : null));
    }

    public ValueTask<AuditRecord?> FindAsync(Guid id, AuditAccess access, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AuditState> AsOfAsync(string resourceType, string resourceId, DateTimeOffset at, AuditAccess access, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AuditFacets> CountAsync(AuditQuery query, AuditFacetRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<AuditRecord> ExportAsync(AuditQuery query, AuditOrder order = AuditOrder.OldestFirst, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AuditIndexing> IndexingAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<bool> WaitUntilVisibleAsync(long index, TimeSpan timeout, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
