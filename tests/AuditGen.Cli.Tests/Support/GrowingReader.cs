using AuditGen.Ledger;
using AuditGen.Reading;

namespace AuditGen.Cli.Tests.Support;

/// <summary>Events in memory to which a test adds; answers searches and counts, limited by time only.</summary>
internal sealed class GrowingReader : IAuditReader
{
    private readonly SortedDictionary<Guid, AuditRecord> _records = [];

    public GrowingReader(IEnumerable<byte[]> texts) => texts.ToList().ForEach(Add);

    /// <summary>How often it was searched.</summary>
    public int Searched { get; private set; }

    /// <summary>How many events are counted twice, as Elasticsearch does (docs/delivery.md).</summary>
    public int SecondCopies { get; set; }

    public void Add(byte[] text)
    {
        var read = AuditEvent.Parse(text);
        _records.Add(read.Id, new AuditRecord(read, _records.Count, Sha256Hash.OfLeaf(text)));
    }

    public ValueTask<AuditPage> SearchAsync(AuditQuery query, AuditPaging paging, CancellationToken cancellationToken = default)
    {
        paging.Order.ShouldBe(AuditOrder.NewestFirst);
        Searched++;
        AuditRecord[] found = [.. Matching(query).Reverse().Where(record => paging.After is null || record.Event.Id.CompareTo(paging.After.Last) < 0).Take(paging.Size + 1)];
        return new(new AuditPage([.. found.Take(paging.Size)], found.Length > paging.Size ? new AuditCursor(found[paging.Size - 1].Event.Id, _records.Count) : null));
    }

    public ValueTask<AuditRecord?> FindAsync(Guid id, AuditAccess access, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AuditState> AsOfAsync(string resourceType, string resourceId, DateTimeOffset at, AuditAccess access, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AuditFacets> CountAsync(AuditQuery query, AuditFacetRequest request, CancellationToken cancellationToken = default) =>
        new(new AuditFacets(Matching(query).Count(record => record.Event.Id.CompareTo(request.UpTo!.Value) <= 0) + SecondCopies, [], []));

    public IAsyncEnumerable<AuditRecord> ExportAsync(AuditQuery query, AuditOrder order = AuditOrder.OldestFirst, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AuditIndexing> IndexingAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<bool> WaitUntilVisibleAsync(long index, TimeSpan timeout, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private IEnumerable<AuditRecord> Matching(AuditQuery query) => _records.Values.Where(record => query.From is not { } from || record.Event.Timestamp >= from);
}
