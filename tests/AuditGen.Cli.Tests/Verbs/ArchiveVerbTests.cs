using System.Text.Json;
using AuditGen.Cli.Tests.Support;
using AuditGen.Sqlite.Tests.Store;

namespace AuditGen.Cli.Tests.Verbs;

public sealed class ArchiveVerbTests
{
    private static readonly DateTimeOffset s_from = new(2025, 1, 20, 0, 0, 0, TimeSpan.Zero);

    private static List<byte[]> Old => [.. new RandomEvents(21).Series(120, s_from, s_from.AddDays(60)), .. SampleEvents.All];

    [Fact]
    public async Task Months_that_are_due_are_archived_verified_and_answer_as_before()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(Old);
        byte[] before = (await CliRun.RunAsync("export", "--store", trail.Folder)).Succeeded().Bytes;

        CliRun made = (await CliRun.RunAsync("archive", "make", "--store", trail.Folder)).Succeeded();
        made.Out.ShouldStartWith("archived 2025-01.0, 2025-02.0, 2025-03.0: 120 events, ");
        (await CliRun.RunAsync("archive", "make", "--store", trail.Folder)).Succeeded().Out.ShouldBe("nothing is due" + Environment.NewLine);

        CliRun list = (await CliRun.RunAsync("archive", "list", "--store", trail.Folder)).Succeeded();
        list.Lines.Length.ShouldBe(6);
        list.Lines[1].ShouldStartWith("2025-01.0  cold  2025-01-01 00:00:00");
        list.Lines[4].ShouldStartWith("2026-11.0  hot   2026-11-01 00:00:00");
        list.Lines[5].ShouldStartWith("126 events, ");
        (await CliRun.RunAsync("archive", "verify", "--store", trail.Folder)).Succeeded().Out.ShouldBe("valid: 3 archives are as they were made" + Environment.NewLine);
        (await CliRun.RunAsync("export", "--store", trail.Folder)).Succeeded().Bytes.ShouldBe(before);
    }

    [Fact]
    public async Task The_trail_s_own_retention_decides_unless_the_command_line_does()
    {
        byte[] longer = System.Text.Encoding.UTF8.GetBytes($$"""{"v":1,"id":"{{EventIds.At(s_from, 9, 9)}}","ts":"2025-01-20T00:00:00.0000000Z","context":"auditgen","action":"retention.configure","category":"configure","type":"RetentionConfigure","outcome":"success","operation":"{{EventIds.At(s_from, 10, 9)}}","actor":{"id":"system","kind":"system"},"resource":{"type":"retention","id":"finance"},"changes":[{"path":"/hot","op":"add","new":"3650.00:00:00.0000000"},{"path":"/warm","op":"add","new":"00:00:00.0000000"},{"path":"/cold","op":"add","new":"00:00:00.0000000"}]}""");
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync([longer, .. Old]);

        (await CliRun.RunAsync("archive", "make", "--store", trail.Folder)).Succeeded().Out.ShouldBe("nothing is due" + Environment.NewLine);
        (await CliRun.RunAsync("archive", "make", "--store", trail.Folder, "--older-than", "500")).Succeeded().Out.ShouldStartWith("archived 2025-01.0, 2025-02.0, 2025-03.0: ");
    }

    [Fact]
    public async Task An_archive_that_was_changed_is_told_by_the_exit_code()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(Old);
        (await CliRun.RunAsync("archive", "make", "--store", trail.Folder)).Succeeded();
        string archive = Directory.EnumerateFiles(trail.Store, "*.archive.db").Order(StringComparer.Ordinal).First();
        await ChangeAsync(archive);

        CliRun run = await CliRun.RunAsync("archive", "verify", "--store", trail.Folder);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("was changed after it had been verified");
    }

    [Fact]
    public async Task An_archive_that_was_kept_elsewhere_is_put_back_and_nothing_else_is()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(Old);
        byte[] before = (await CliRun.RunAsync("export", "--store", trail.Folder)).Succeeded().Bytes;
        (await CliRun.RunAsync("archive", "make", "--store", trail.Folder)).Succeeded();
        string archive = Directory.EnumerateFiles(trail.Store, "*.archive.db").Order(StringComparer.Ordinal).First();
        string elsewhere = Path.Combine(trail.Folder, "from the attic.db");
        File.Move(archive, elsewhere);
        (await CliRun.RunAsync("export", "--store", trail.Folder)).ExitCode.ShouldNotBe(0);
        (await CliRun.RunAsync("archive", "verify", "--store", trail.Folder)).ExitCode.ShouldBe(1);

        (await CliRun.RunAsync("archive", "attach", elsewhere, "--store", trail.Folder)).Succeeded().Out.ShouldBe("2025-01.0 is in its place: 24 events, as they were archived" + Environment.NewLine);
        (await CliRun.RunAsync("archive", "verify", "--store", trail.Folder)).Succeeded();
        (await CliRun.RunAsync("export", "--store", trail.Folder)).Succeeded().Bytes.ShouldBe(before);
        (await CliRun.RunAsync("archive", "attach", elsewhere, "--store", trail.Folder)).Succeeded();

        // A changed one gives way, and is kept.
        await ChangeAsync(archive);
        (await CliRun.RunAsync("archive", "attach", elsewhere, "--store", trail.Folder)).Succeeded();
        (await CliRun.RunAsync("archive", "verify", "--store", trail.Folder)).Succeeded();
        Directory.EnumerateFiles(trail.Store, "*.changed-*").ShouldHaveSingleItem();

        await ChangeAsync(elsewhere);
        CliRun run = await CliRun.RunAsync("archive", "attach", elsewhere, Path.Combine(trail.Folder, "nothing.db"), "--store", trail.Folder);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("is no archive of this store, or was changed");
        run.Error.ShouldContain("nothing.db");
        (await CliRun.RunAsync("archive", "verify", "--store", trail.Folder)).Succeeded();
    }

    [Fact]
    public async Task Archiving_and_verifying_show_how_far_they_are_on_a_terminal()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(Old);
        var terminal = new CliSurroundings { ErrorScreen = CliSurroundings.Terminal() };

        CliRun made = (await CliRun.RunAsync(terminal, "archive", "make", "--store", trail.Folder)).Succeeded();
        made.Error.ShouldContain("2025-02.0");
        made.Error.ShouldContain("100%");
        CliRun verified = (await CliRun.RunAsync(terminal, "archive", "verify", "--store", trail.Folder)).Succeeded();
        verified.Error.ShouldContain("100%");
    }

    [Fact]
    public async Task The_store_of_a_running_application_is_not_taken_from_it()
    {
        await using RunningTrail trail = await RunningTrail.StartAsync();
        await trail.TouchAsync("1");
        await trail.SettleAsync();

        (await CliRun.RunAsync("archive", "make", "--store", trail.Folder)).Refused("another process owns it");
        (await CliRun.RunAsync("archive", "list", "--store", trail.Folder)).Succeeded();
        (await CliRun.RunAsync("archive", "verify", "--store", trail.Folder)).Succeeded();
    }

    [Fact]
    public async Task The_parts_of_a_cluster_are_listed_too()
    {
        var stores = new SampleStores();
        await stores.InitializeAsync();
        try
        {
            CliRun run = (await CliRun.RunAsync(["archive", "list", "--format", "json", .. stores.Cluster])).Succeeded();
            using JsonDocument parts = JsonDocument.Parse(run.Out);
            parts.RootElement.EnumerateArray().Sum(static part => part.GetProperty("events").GetInt64()).ShouldBe(stores.Texts.Count);
            (await CliRun.RunAsync(["archive", "list", "--format", "csv", .. stores.Embedded])).Succeeded().Out.ShouldStartWith("name,tier,from,events,bytes\r\n2026-09.0,hot,2026-09-01T");
            (await CliRun.RunAsync(["archive", "make", .. stores.Cluster])).Refused("auditgen bootstrap");
            (await CliRun.RunAsync(["archive", "verify", .. stores.Cluster])).Refused("auditgen verify --export");
        }
        finally
        {
            await stores.DisposeAsync();
        }
    }

    [Fact]
    public async Task Bad_inputs_are_named()
    {
        using EmbeddedTrail trail = await EmbeddedTrail.CreateAsync(SampleEvents.All);

        (await CliRun.RunAsync("archive", "make", "--older-than", "soon", "--store", trail.Folder)).Refused("--older-than is a whole number from 0 to 36500");
        (await CliRun.RunAsync("archive", "attach", "--store", trail.Folder)).Refused("auditgen archive attach --help");
        (await CliRun.RunAsync("archive", "detach")).Refused("auditgen archive --help");
        Directory.Delete(trail.Journal, recursive: true);
        (await CliRun.RunAsync("archive", "make", "--store", trail.Folder)).Refused("There is no journal beside the store");
    }

    private static async Task ChangeAsync(string file)
    {
        File.SetAttributes(file, FileAttributes.Normal);
        byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
    }
}
