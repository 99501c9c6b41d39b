using AuditGen.Erasure;
using AuditGen.Sqlite.Erasure;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Sqlite.Tests.Erasure;

/// <summary>Keys are durable before they are used, shared by processes, and gone when they are shredded.</summary>
public sealed class SqliteSubjectKeyStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => _folder.File("keys/subjects.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_outlives_the_process_that_made_it()
    {
        string id;
        byte[] material;
        using (SqliteSubjectKeyStore keys = SqliteSubjectKeyStore.Open(File))
        {
            SubjectKey key = keys.GetOrCreate("p-1");
            (id, material) = (key.Id, key.Material.ToArray());
            keys.GetOrCreate("p-1").ShouldBeSameAs(key);
            keys.GetOrCreate("p-2").Id.ShouldNotBe(id);
        }

        using SqliteSubjectKeyStore again = SqliteSubjectKeyStore.Open(File);
        again.Find(id).ShouldNotBeNull().Material.ToArray().ShouldBe(material);
        again.GetOrCreate("p-1").Id.ShouldBe(id);
        again.Find("nobody").ShouldBeNull();
    }

    [Fact]
    public void A_key_is_on_disk_before_it_is_given_out()
    {
        using SqliteSubjectKeyStore keys = SqliteSubjectKeyStore.Open(File);
        SubjectKey key = keys.GetOrCreate("p-1");

        AllBytes().IndexOf(key.Material).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Nothing_of_a_shredded_key_is_left_in_any_file()
    {
        byte[] material;
        using (SqliteSubjectKeyStore keys = SqliteSubjectKeyStore.Open(File))
        {
            for (int i = 0; i < 200; i++)
            {
                keys.GetOrCreate($"p-{i}");
            }

            SubjectKey key = keys.GetOrCreate("p-77");
            material = key.Material.ToArray();

            SubjectKey gone = (await keys.ShredAsync("p-77", Token)).ShouldNotBeNull();

            gone.Id.ShouldBe(key.Id);
            gone.Shredded.ShouldNotBeNull();
            gone.Material.IsEmpty.ShouldBeTrue();
            keys.Find(key.Id).ShouldNotBeNull().Shredded.ShouldNotBeNull();
            keys.GetOrCreate("p-77").Shredded.ShouldNotBeNull("a person has one key, for good");
            AllBytes().IndexOf(material).ShouldBe(-1);
        }

        AllBytes().IndexOf(material).ShouldBe(-1);
        using SqliteSubjectKeyStore again = SqliteSubjectKeyStore.Open(File);
        again.GetOrCreate("p-77").Shredded.ShouldNotBeNull();
        again.GetOrCreate("p-78").Shredded.ShouldBeNull();
    }

    [Fact]
    public async Task Two_processes_share_keys_and_one_that_is_shredded_is_used_by_neither()
    {
        using SqliteSubjectKeyStore one = SqliteSubjectKeyStore.Open(File);
        using SqliteSubjectKeyStore other = SqliteSubjectKeyStore.Open(File);
        SubjectKey key = one.GetOrCreate("p-1");
        other.GetOrCreate("p-1").Id.ShouldBe(key.Id);
        other.Find(key.Id).ShouldNotBeNull().Material.SequenceEqual(key.Material).ShouldBeTrue();

        await one.ShredAsync("p-1", Token);

        other.Find(key.Id).ShouldNotBeNull().Shredded.ShouldNotBeNull();
        other.GetOrCreate("p-1").Shredded.ShouldNotBeNull();
    }

    [Fact]
    public async Task Many_writers_agree_on_one_key_a_person()
    {
        SqliteSubjectKeyStore[] stores = [.. Enumerable.Range(0, 4).Select(_ => SqliteSubjectKeyStore.Open(File))];
        string[][] ids = await Task.WhenAll(stores.Select(store => Task.Run(() => Enumerable.Range(0, 50).Select(i => store.GetOrCreate($"p-{i}").Id).ToArray(), Token)));
        foreach (SqliteSubjectKeyStore store in stores)
        {
            store.Dispose();
        }

        ids.ShouldAllBe(each => each.SequenceEqual(ids[0]));
        ids[0].Distinct().Count().ShouldBe(50);
    }

    [Fact]
    public async Task Shredding_again_changes_nothing_and_nobody_s_key_cannot_be_shredded()
    {
        using SqliteSubjectKeyStore keys = SqliteSubjectKeyStore.Open(File);
        keys.GetOrCreate("p-1");
        SubjectKey? first = await keys.ShredAsync("p-1", Token);

        (await keys.ShredAsync("p-1", Token))!.Shredded.ShouldBe(first!.Shredded);
        (await keys.ShredAsync("p-2", Token)).ShouldBeNull();
    }

    [Fact]
    public void Only_its_owner_can_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");
        using SqliteSubjectKeyStore keys = SqliteSubjectKeyStore.Open(File);
        keys.GetOrCreate("p-1");

#pragma warning disable CA1416 // skipped on Windows above
        System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
    }

    private Span<byte> AllBytes() =>
        Directory.GetFiles(Path.GetDirectoryName(File)!).SelectMany(System.IO.File.ReadAllBytes).ToArray();
}
