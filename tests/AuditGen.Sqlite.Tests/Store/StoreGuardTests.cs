using AuditGen.Consuming;
using AuditGen.Journal;
using AuditGen.Reading;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Tests.Store;

public sealed class StoreGuardTests
{
    private static readonly DateTimeOffset _from = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly AuditQuery _all = new() { Access = AuditAccess.Everything };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE events SET actor = 1")]
    [InlineData("DELETE FROM events")]
    [InlineData("INSERT OR REPLACE INTO events SELECT * FROM events LIMIT 1")]
    [InlineData("REPLACE INTO texts SELECT key, leaf, x'00' FROM texts LIMIT 1")]
    [InlineData("INSERT INTO texts SELECT key, leaf, x'00' FROM texts LIMIT 1 ON CONFLICT DO UPDATE SET text = excluded.text")]
    [InlineData("UPDATE texts SET text = x'00'")]
    [InlineData("DELETE FROM texts")]
    [InlineData("UPDATE terms SET value = 'innocent' WHERE value = 'u-1'")]
    [InlineData("DELETE FROM terms")]
    [InlineData("UPDATE segment SET month = 1")]
    [InlineData("DELETE FROM segment")]
    public async Task The_database_itself_refuses_to_change_what_is_stored(string sql)
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        host.Journal.Append(new RandomEvents(31).Series(60, _from, _from.AddDays(3)));
        await host.IndexAsync();

        Should.Throw<SqliteException>(() => Sql.Run(folder.File("2026-02.0.events.db"), sql)).Message.ShouldContain("auditgen:");

        (await host.Store.SearchAsync(_all, new AuditPaging { Size = 100 }, Token)).Records.Length.ShouldBe(60);
    }

    [Theory]
    [InlineData("DELETE FROM segments")]
    [InlineData("DELETE FROM store")]
    [InlineData("UPDATE store SET position = 0")]
    [InlineData("UPDATE segments SET state = 0")]
    public async Task The_manifest_refuses_to_go_back(string sql)
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        host.Journal.Append(new RandomEvents(32).Series(5, _from, _from.AddDays(3)));
        await host.IndexAsync();

        Should.Throw<SqliteException>(() => Sql.Run(folder.File("store.db"), sql)).Message.ShouldContain("auditgen:");
    }

    [Theory]
    [InlineData("2026-02.0.events.db", "DROP TRIGGER texts_update", "texts_update")]
    [InlineData("2026-02.0.events.db", "CREATE TRIGGER sly AFTER INSERT ON events BEGIN SELECT 1; END", "sly")]
    [InlineData("store.db", "DROP TRIGGER segments_delete", "segments_delete")]
    public async Task A_store_whose_guards_were_touched_is_refused(string file, string sql, string named)
    {
        using StoreFolder folder = new();
        MemoryJournal journal = new();
        await using (StoreHost host = new(folder.Path, journal))
        {
            journal.Append(new RandomEvents(33).Series(5, _from, _from.AddDays(3)));
            await host.IndexAsync();
        }

        Sql.Run(folder.File(file), sql);

        AuditStoreException exception = await Should.ThrowAsync<AuditStoreException>(async () =>
        {
            await using StoreHost again = new(folder.Path, journal);
            await again.Store.SearchAsync(_all, AuditPaging.First, Token);
        });
        exception.Message.ShouldContain(named);
    }

    [Fact]
    public async Task A_text_changed_behind_the_guards_is_not_served()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        host.Journal.Append(new RandomEvents(34).Series(5, _from, _from.AddDays(3)));
        await host.IndexAsync();
        string guard = Sql.Text(folder.File("2026-02.0.events.db"), "SELECT sql FROM sqlite_schema WHERE name = 'texts_update'");

        Sql.Run(folder.File("2026-02.0.events.db"), "DROP TRIGGER texts_update; UPDATE texts SET text = CAST(replace(CAST(text AS TEXT), '\"v\":1', '\"v\":1 ') AS BLOB); " + guard);

        AuditStoreException exception = await Should.ThrowAsync<AuditStoreException>(async () => await host.Store.SearchAsync(_all, AuditPaging.First, Token));
        exception.Message.ShouldContain("does not match its leaf hash");
    }

    [Fact]
    public async Task A_second_owner_is_told_that_there_is_one()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);

        AuditStoreException exception = Should.Throw<AuditStoreException>(() => new StoreHost(folder.Path, host.Journal));

        exception.Message.ShouldContain("another process owns it");
    }

    [Fact]
    public async Task A_store_of_another_journal_is_refused()
    {
        using StoreFolder folder = new();
        await using (StoreHost host = new(folder.Path))
        {
        }

        Should.Throw<AuditStoreException>(() => new StoreHost(folder.Path, new MemoryJournal { Origin = "other" })).Message.ShouldContain("not of 'other'");
    }

    [Fact]
    public async Task A_missing_manifest_or_segment_is_named()
    {
        using StoreFolder folder = new();
        MemoryJournal journal = new();
        await using (StoreHost host = new(folder.Path, journal))
        {
            journal.Append(new RandomEvents(35).Series(5, _from, _from.AddDays(3)));
            await host.IndexAsync();
        }

        File.Move(folder.File("2026-02.0.events.db"), folder.File("away"));
        await using (StoreHost host = new(folder.Path, journal))
        {
            (await Should.ThrowAsync<AuditStoreException>(async () => await host.Store.SearchAsync(_all, AuditPaging.First, Token))).Message.ShouldContain("2026-02.0.events.db is missing");
        }

        File.Move(folder.File("away"), folder.File("2026-02.0.events.db"));
        File.Delete(folder.File("store.db"));
        Should.Throw<AuditStoreException>(() => new StoreHost(folder.Path, journal)).Message.ShouldContain("store.db is missing");
    }

    [Fact]
    public async Task What_cannot_be_stored_goes_to_quarantine_and_the_rest_is_stored()
    {
        using StoreFolder folder = new();
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(folder.Path, TimeProvider.System);
        await using StoreHost host = new(Path.Combine(folder.Path, "store"), quarantine: quarantine);
        RandomEvents events = new(36);
        byte[] first = events.At(_from);
        byte[] contradiction = events.Text(AuditEvent.Parse(first).Id, _from);
        byte[] oldId = events.Text(Guid.Parse("d9b2d63d-a233-4123-847a-7090aa1ba1a1"), _from);
        host.Journal.Append(first, "not an event"u8.ToArray(), contradiction, oldId, events.At(_from.AddDays(1)), first);

        await host.IndexAsync(pageSize: 2);

        (await host.Store.SearchAsync(_all, AuditPaging.First, Token)).Records.Length.ShouldBe(2);
        quarantine.Count.ShouldBe(3);
        quarantine.List().Select(one => (one.Record.Index, one.Reason)).ShouldBe(
        [
            (1, "Not an event text: the text is not well-formed JSON (byte 0)."),
            (2, "Another text with this id is stored already."),
            (3, "The id d9b2d63d-a233-4123-847a-7090aa1ba1a1 is not a UUIDv7."),
        ]);
        quarantine.List()[1].Record.Text.ToArray().ShouldBe(contradiction);
    }

    [Fact]
    public async Task Pages_that_come_again_in_any_cut_change_nothing()
    {
        using StoreFolder folder = new();
        MemoryJournal journal = new();
        journal.Append(new RandomEvents(37).Series(200, _from, _from.AddDays(70)));
        await using StoreHost host = new(folder.Path, journal);
        await host.IndexAsync();
        AuditFacets before = await host.Store.CountAsync(_all, new AuditFacetRequest(), Token);
        using IJournalReader reader = journal.OpenReader();
        using JournalPage page = new();
        foreach ((int from, int count) in new[] { (0, 200), (50, 7), (199, 1), (0, 1) })
        {
            reader.Read(from, page, count);
            await host.Store.ConsumeAsync(page, Token);
        }

        (await host.Store.CountAsync(_all, new AuditFacetRequest(), Token)).Total.ShouldBe(before.Total);
        (await host.IdsAsync(_all, AuditOrder.OldestFirst, 100)).Count.ShouldBe(200);
        host.Store.Position.ShouldBe(200);
    }

    [Fact]
    public async Task A_gap_in_the_journal_is_refused()
    {
        using StoreFolder folder = new();
        MemoryJournal journal = new();
        journal.Append(new RandomEvents(38).Series(20, _from, _from.AddDays(1)));
        await using StoreHost host = new(folder.Path, journal);
        using IJournalReader reader = journal.OpenReader();
        using JournalPage page = new();
        reader.Read(5, page);

        (await Should.ThrowAsync<AuditStoreException>(async () => await host.Store.ConsumeAsync(page, Token))).Message.ShouldContain("have left the journal");
    }

    [Fact]
    public async Task A_page_that_failed_leaves_nothing_running_that_spoils_the_next_one()
    {
        using StoreFolder folder = new();
        MemoryJournal journal = new();
        RandomEvents events = new(39);
        journal.Append(events.Series(1, _from, _from.AddDays(1)));
        await using (StoreHost first = new(folder.Path, journal))
        {
            await first.IndexAsync();
        }

        string segment = folder.File("2026-02.0.events.db");
        for (int round = 0; round < 6; round++)
        {
            // More than one chunk, so that one is read ahead while the first cannot be stored.
            journal.Append(events.Series(700, _from.AddDays(1 + round), _from.AddDays(2 + round)));
            await using StoreHost host = new(folder.Path, journal);
            File.Move(segment, folder.File("away"));
            await Should.ThrowAsync<AuditStoreException>(() => host.IndexAsync(pageSize: 1_000));
            File.Move(folder.File("away"), segment);

            await host.IndexAsync(pageSize: 1_000);
        }

        await using StoreHost last = new(folder.Path, journal);
        NaiveTrail naive = new(journal.Records.Select(record => record.Text.ToArray()));
        foreach (string text in new[] { "draft", "red fox", "köln", "finance", "u 1 invoice" })
        {
            AuditQuery query = _all with { Text = text };
            (await last.Store.CountAsync(query, new AuditFacetRequest(), Token)).Total.ShouldBe(naive.Ids(query, AuditOrder.OldestFirst).Count, text);
        }
    }
}
