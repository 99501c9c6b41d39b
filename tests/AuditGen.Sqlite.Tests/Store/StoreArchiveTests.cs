using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Retention;

namespace AuditGen.Sqlite.Tests.Store;

public sealed class StoreArchiveTests
{
    private static readonly DateTimeOffset _from = new(2025, 1, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _to = new(2025, 6, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly AuditQuery _all = new() { Access = AuditAccess.Everything };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archived_months_give_the_answers_that_looking_at_every_event_gives()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        List<byte[]> texts = new RandomEvents(21).Series(1_200, _from, _to);
        host.Journal.Append(texts);
        await host.IndexAsync();

        ArchivingReport report = await host.Store.ArchiveAsync(new FixedPolicies(), Token);

        report.Archived.ShouldBe(["2025-01.0", "2025-02.0", "2025-03.0", "2025-04.0", "2025-05.0", "2025-06.0"]);
        report.Released.ShouldBe(report.Archived);
        report.Events.ShouldBe(1_200);
        report.BytesAfter.ShouldBeLessThan(report.BytesBefore);
        Directory.EnumerateFiles(folder.Path, "*.events.db*").ShouldBeEmpty();
        await host.Store.VerifyArchivesAsync(Token);
        await AnswersAsTheNaiveTrail(host, texts, seed: 21, queries: 150);
    }

    [Fact]
    public async Task A_month_waits_for_the_context_that_keeps_it_longest()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        host.Journal.Append(new RandomEvents(22).Series(600, _from, _to));
        await host.IndexAsync();
        FixedPolicies policies = new();
        policies.Contexts["finance"] = new AuditRetention { Hot = TimeSpan.FromDays(36_500), Warm = TimeSpan.Zero };

        (await host.Store.ArchiveAsync(policies, Token)).Archived.ShouldBeEmpty();
        policies.Contexts["finance"] = FixedPolicies.AtOnce;
        (await host.Store.ArchiveAsync(policies, Token)).Archived.Length.ShouldBe(6);
    }

    [Theory]
    [InlineData("sealed")]
    [InlineData("built")]
    [InlineData("verified")]
    [InlineData("named")]
    [InlineData("archived")]
    [InlineData("released")]
    public async Task Archiving_that_was_interrupted_goes_on_and_no_event_is_missing_in_between(string phase)
    {
        using StoreFolder folder = new();
        MemoryJournal journal = new();
        RandomEvents events = new(23);
        List<byte[]> texts = events.Series(300, _from, _to);
        journal.Append(texts);
        int times = 0;
        for (int run = 0; run < 4; run++)
        {
            int passed = 0;
            await using StoreHost host = new(folder.Path, journal, phase: reached =>
            {
                if (run < 3 && reached == phase && passed++ == run)
                {
                    times++;
                    throw new InvalidOperationException("interrupted");
                }
            });
            await host.IndexAsync();
            try
            {
                await host.Store.ArchiveAsync(new FixedPolicies(), Token);
            }
            catch (InvalidOperationException)
            {
                // What the next run finds is what a kill at this moment leaves.
            }

            List<Guid> expected = [.. journal.Records.Select(record => record.Id).Order()];
            (await host.IdsAsync(_all, AuditOrder.OldestFirst, pageSize: 64)).ShouldBe(expected);

            // A late event for a month that is sealed or archived goes into another part of it.
            journal.Append(events.At(_from.AddDays(run)));
        }

        times.ShouldBeGreaterThan(0);
        await using StoreHost last = new(folder.Path, journal);
        await last.IndexAsync();
        await last.Store.ArchiveAsync(new FixedPolicies(), Token);
        Directory.EnumerateFiles(folder.Path, "*.building").ShouldBeEmpty();
        Directory.EnumerateFiles(folder.Path, "*.events.db").ShouldBeEmpty();
        (await last.IdsAsync(_all, AuditOrder.NewestFirst, pageSize: 64)).ShouldBe(journal.Records.Select(record => record.Id).OrderDescending());
    }

    [Fact]
    public async Task An_event_that_comes_again_after_its_month_was_archived_is_recognised()
    {
        using StoreFolder folder = new();
        MemoryJournal journal = new();
        List<byte[]> texts = new RandomEvents(24).Series(100, _from, _to);
        journal.Append(texts);
        await using StoreHost host = new(folder.Path, journal);
        await host.IndexAsync();
        await host.Store.ArchiveAsync(new FixedPolicies(), Token);

        journal.Append(texts.Take(30));
        await host.IndexAsync();

        (await host.IdsAsync(_all, AuditOrder.OldestFirst, pageSize: 64)).Count.ShouldBe(100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_is_appended_archived_and_interrupted_a_query_returns_exactly_the_events_appended(int seed)
    {
        using StoreFolder folder = new();
        MemoryJournal journal = new();
        RandomEvents events = new(seed);
        List<byte[]> texts = [];
        for (int round = 0; round < 12; round++)
        {
            int budget = events.Random.Next(6);
            bool crashes = events.Random.Next(2) == 0;
            await using StoreHost host = new(folder.Path, journal, phase: _ =>
            {
                if (crashes && budget-- == 0)
                {
                    throw new InvalidOperationException("interrupted");
                }
            });
            for (int step = events.Random.Next(1, 4); step > 0; step--)
            {
                if (events.Random.Next(3) > 0)
                {
                    // Anywhere in time: months begin, go on, and get late events.
                    List<byte[]> some = [.. Enumerable.Range(0, events.Random.Next(60)).Select(_ => events.At(_from + ((_to - _from) * events.Random.NextDouble())))];
                    journal.Append(some);
                    texts.AddRange(some);
                    await host.IndexAsync(pageSize: events.Random.Next(1, 40));
                }
                else
                {
                    try
                    {
                        await host.Store.ArchiveAsync(new FixedPolicies(), Token);
                    }
                    catch (InvalidOperationException)
                    {
                        break;
                    }
                }
            }

            await AnswersAsTheNaiveTrail(host, texts, seed: round, queries: 10);
        }

        texts.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Readers_that_began_before_a_month_was_archived_go_on_without_a_gap()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        host.Journal.Append(new RandomEvents(25).Series(400, _from, _to));
        await host.IndexAsync();
        await using SqliteAuditStore other = SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = folder.Path });
        List<Guid> given = [];
        await foreach (AuditRecord record in other.ExportAsync(_all with { To = _to }, cancellationToken: Token))
        {
            given.Add(record.Event.Id);
            if (given.Count == 150)
            {
                await host.Store.ArchiveAsync(new FixedPolicies(), Token);
            }
        }

        AuditPage page = await other.SearchAsync(_all, new AuditPaging { Size = 400 }, Token);
        given.ShouldBe(host.Journal.Records.Select(record => record.Id).Order());
        page.Records.Length.ShouldBe(400);
    }

    [Fact]
    public async Task An_archive_that_is_missing_or_was_changed_gives_a_clear_error()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        host.Journal.Append(new RandomEvents(26).Series(300, _from, _to));
        await host.IndexAsync();
        await host.Store.ArchiveAsync(new FixedPolicies(), Token);
        string archive = folder.File("2025-03.0.archive.db");
        byte[] whole = await File.ReadAllBytesAsync(archive, Token);
        File.SetAttributes(archive, FileAttributes.Normal);
        File.Delete(archive);

        await FailsAsync("is missing: events have been taken away");
        (await Should.ThrowAsync<AuditStoreException>(() => host.Store.VerifyArchivesAsync(Token))).Message.ShouldContain("is missing");
        await File.WriteAllBytesAsync(archive, whole.AsMemory(0, whole.Length - 512), Token);
        await FailsAsync("was changed after it had been verified");
        ImmutableArray<JournalRecord> written = host.Journal.Records;
        int told = 0;
        Random random = new(26);
        for (int i = 0; i < 60; i++)
        {
            byte[] changed = [.. whole];
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(archive, changed, Token);
            (await Should.ThrowAsync<AuditStoreException>(() => host.Store.VerifyArchivesAsync(Token))).Message.ShouldContain("was changed");
            await using SqliteAuditStore other = SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = folder.Path });
            try
            {
                // A flipped bit may lie where nothing reads; what is read is either as written or refused.
                AuditPage page = await other.SearchAsync(_all, new AuditPaging { Size = 400 }, Token);
                foreach (AuditRecord record in page.Records)
                {
                    record.Event.Text.Span.SequenceEqual(written[(int)record.Index].Text.Span).ShouldBeTrue();
                }
            }
            catch (AuditStoreException exception)
            {
                exception.Message.ShouldContain("2025-03.0");
                told++;
            }
        }

        told.ShouldBeGreaterThan(0);

        async Task FailsAsync(string message)
        {
            await using SqliteAuditStore other = SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = folder.Path });
            AuditStoreException exception = await Should.ThrowAsync<AuditStoreException>(async () => await other.SearchAsync(_all, AuditPaging.First with { Size = 400 }, Token));
            exception.Message.ShouldContain(message);
            exception.Message.ShouldContain("2025-03.0.archive.db");
        }
    }

    [Fact]
    public async Task A_source_whose_guard_was_removed_is_not_archived_and_stays()
    {
        using StoreFolder folder = new();
        MemoryJournal journal = new();
        await using (StoreHost host = new(folder.Path, journal))
        {
            journal.Append(new RandomEvents(27).Series(40, _from, _from.AddDays(5)));
            await host.IndexAsync();
        }

        string segment = folder.File("2025-01.0.events.db");
        Sql.Run(segment, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'texts_update'");
        await using StoreHost again = new(folder.Path, journal);
        (await Should.ThrowAsync<AuditStoreException>(async () => await again.Store.ArchiveAsync(new FixedPolicies(), Token))).Message.ShouldContain("texts_update");
        File.Exists(segment).ShouldBeTrue();
    }

    private static async Task AnswersAsTheNaiveTrail(StoreHost host, List<byte[]> texts, int seed, int queries)
    {
        NaiveTrail naive = new(texts);
        RandomQueries random = new(seed, _from, _to);
        AuditFacetRequest request = new() { Dimensions = [.. Enum.GetValues<AuditDimension>()], Top = 1_000, Interval = AuditInterval.Day };
        for (int i = 0; i < queries; i++)
        {
            AuditQuery query = i == 0 ? _all : random.Next();
            AuditOrder order = (AuditOrder)(i % 2);
            (await host.IdsAsync(query, order, pageSize: 1 + (i * 13 % 200))).ShouldBe(naive.Ids(query, order), query.ToString());
            AuditFacets counted = await host.Store.CountAsync(query, request, Token);
            AuditFacets expected = naive.Count(query, request);
            counted.Total.ShouldBe(expected.Total);
            counted.Histogram.ShouldBe(expected.Histogram);
            counted.ByDimension.SelectMany(facet => facet.Values).ToImmutableArray().ShouldBe(expected.ByDimension.SelectMany(facet => facet.Values).ToImmutableArray());
        }
    }
}
