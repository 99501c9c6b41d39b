using AuditGen.Consuming;
using AuditGen.Journal;
using AuditGen.Reading;

namespace AuditGen.Sqlite.Tests.Store;

/// <summary>A store over a journal in memory.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    public StoreHost(string folder, MemoryJournal? journal = null, IAuditQuarantine? quarantine = null, Action<string>? phase = null)
    {
        Folder = folder;
        Journal = journal ?? new MemoryJournal();
        Store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = folder, Phase = phase }, Journal, quarantine);
    }

    public string Folder { get; }

    public MemoryJournal Journal { get; }

    public SqliteAuditStore Store { get; }

    /// <summary>Takes what the journal has, in pages.</summary>
    public async Task IndexAsync(int pageSize = 100)
    {
        using IJournalReader reader = Journal.OpenReader();
        using JournalPage page = new();
        while (Store.Position < Journal.NextIndex)
        {
            reader.Read(Store.Position, page, pageSize);
            await Store.ConsumeAsync(page, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>All pages of a query, one after the other.</summary>
    public async Task<List<Guid>> IdsAsync(AuditQuery query, AuditOrder order, int pageSize)
    {
        List<Guid> ids = [];
        AuditPaging? paging = new() { Order = order, Size = pageSize };
        while (paging is not null)
        {
            AuditPage page = await Store.SearchAsync(query, paging, TestContext.Current.CancellationToken);
            page.Records.Length.ShouldBeLessThanOrEqualTo(pageSize);
            ids.AddRange(page.Records.Select(record => record.Event.Id));
            paging = page.Next is { } next ? paging with { After = AuditCursor.TryParse(next.ToString(), out AuditCursor? parsed) ? parsed : null } : null;
        }

        return ids;
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
