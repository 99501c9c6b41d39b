using AuditGen.Actors;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite.Actors;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.Sqlite.Tests.Store;

/// <summary>The directory of actors is a fold of the trail: however it came about, it is the same.</summary>
public sealed class ActorDirectoryTests
{
    private static readonly DateTimeOffset _from = new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _to = new(2026, 4, 10, 0, 0, 0, TimeSpan.Zero);

    private static readonly AuditAccess[] _readers =
        [AuditAccess.Everything, AuditAccess.To(["hr"], null), AuditAccess.To(null, ["acme"]), AuditAccess.To(["finance"], ["globex"], withoutTenant: true)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folded_again_from_the_trail_it_is_the_same()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        host.Journal.Append(new RandomEvents(1).Series(500, _from, _to));
        await host.IndexAsync();
        using SqliteActorDirectory directory = Open(host);
        await FollowAsync(host, directory);
        List<AuditActorProfile> before = await AllAsync(directory);

        await directory.RebuildAsync(Token);

        (await AllAsync(directory)).ShouldBe(before);
        before.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Events_that_come_again_and_late_ones_change_nothing_that_they_should_not()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        List<byte[]> texts = new RandomEvents(2).Series(300, _from, _to);
        host.Journal.Append(texts.Skip(100));
        host.Journal.Append(texts.Take(100));
        await host.IndexAsync();
        using SqliteActorDirectory directory = Open(host);
        using JournalPage page = new();
        using IJournalReader reader = host.Journal.OpenReader();

        // Whatever the pages, and the first of them twice.
        foreach ((long start, int count) in new[] { (0L, 50), (0L, 50), (50L, 200), (100L, 150), (250L, 50) })
        {
            reader.Read(start, page, count);
            await directory.ConsumeAsync(page, Token);
        }

        (await AllAsync(directory)).ShouldBe(_readers.SelectMany(access => new NaiveTrail(texts).Actors(new AuditActorQuery { Access = access, Limit = 1000 })));
    }

    [Fact]
    public async Task A_directory_that_was_lost_is_folded_from_the_store_where_the_journal_begins_later()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        List<byte[]> texts = new RandomEvents(3).Series(200, _from, _to);
        host.Journal.Append(texts);
        await host.IndexAsync();
        host.Journal.Oldest = 150;
        using SqliteActorDirectory directory = Open(host);

        await FollowAsync(host, directory);

        directory.Position.ShouldBe(200);
        (await AllAsync(directory)).ShouldBe(_readers.SelectMany(access => new NaiveTrail(texts).Actors(new AuditActorQuery { Access = access, Limit = 1000 })));
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("of another journal")]
    [InlineData("with a table of somebody else")]
    public async Task A_file_that_cannot_be_used_is_made_anew(string how)
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        host.Journal.Append(new RandomEvents(4).Series(60, _from, _to));
        await host.IndexAsync();
        List<AuditActorProfile> before;
        using (SqliteActorDirectory directory = Open(host))
        {
            await FollowAsync(host, directory);
            before = await AllAsync(directory);
        }

        switch (how)
        {
            case "damaged":
                await File.WriteAllTextAsync(folder.File("actors.db"), new string('x', 9000), Token);
                break;
            case "of another journal":
                Sql.Run(folder.File("actors.db"), "UPDATE directory SET origin = 'elsewhere'");
                break;
            default:
                Sql.Run(folder.File("actors.db"), "CREATE TABLE mine(x)");
                break;
        }

        using SqliteActorDirectory again = Open(host);
        again.Position.ShouldBe(0);
        await FollowAsync(host, again);
        (await AllAsync(again)).ShouldBe(before);
    }

    [Fact]
    public async Task It_survives_a_restart_and_goes_on_where_it_stood()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        RandomEvents events = new(5);
        List<byte[]> texts = events.Series(100, _from, _to);
        host.Journal.Append(texts);
        await host.IndexAsync();
        using (SqliteActorDirectory directory = Open(host))
        {
            await FollowAsync(host, directory);
        }

        List<byte[]> more = events.Series(20, _to, _to.AddDays(9));
        host.Journal.Append(more);
        await host.IndexAsync();
        using SqliteActorDirectory again = Open(host);

        again.Position.ShouldBe(100);
        await FollowAsync(host, again);
        (await AllAsync(again)).ShouldBe(_readers.SelectMany(access => new NaiveTrail([.. texts, .. more]).Actors(new AuditActorQuery { Access = access, Limit = 1000 })));
    }

    [Fact]
    public async Task A_text_that_is_no_event_names_nobody()
    {
        using StoreFolder folder = new();
        await using StoreHost host = new(folder.Path);
        byte[] whole = new RandomEvents(6).Series(1, _from, _to)[0];
        host.Journal.Append([whole, whole[..40], "{}"u8.ToArray(), "[1]"u8.ToArray(), """{"actor":{"id":7},"tenant":{}}"""u8.ToArray(), """{"actor":"x"}"""u8.ToArray(), []]);
        using SqliteActorDirectory directory = Open(host);

        await FollowAsync(host, directory);

        (await directory.SearchAsync(new AuditActorQuery { Access = AuditAccess.Everything }, Token)).Length.ShouldBe(1);
        directory.Position.ShouldBe(7);
    }

    private static SqliteActorDirectory Open(StoreHost host) => SqliteActorDirectory.Open(host.Folder, host.Journal.Origin, host.Store, NullLogger.Instance);

    private static async Task FollowAsync(StoreHost host, SqliteActorDirectory directory)
    {
        using IJournalReader reader = host.Journal.OpenReader();
        using JournalPage page = new();
        while (directory.Position < host.Journal.NextIndex)
        {
            reader.Read(Math.Max(directory.Position, host.Journal.FirstIndex), page, maxRecords: 64);
            await directory.ConsumeAsync(page, Token);
        }
    }

    private static async Task<List<AuditActorProfile>> AllAsync(SqliteActorDirectory directory)
    {
        List<AuditActorProfile> all = [];
        foreach (AuditAccess access in _readers)
        {
            all.AddRange(await directory.SearchAsync(new AuditActorQuery { Access = access, Limit = 1000 }, Token));
        }

        return all;
    }
}
