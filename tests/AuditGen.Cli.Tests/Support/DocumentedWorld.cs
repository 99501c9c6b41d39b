using System.Collections.Immutable;
using AuditGen.Cli.Verbs;
using AuditGen.Elasticsearch.Tests.Server;
using AuditGen.Elasticsearch.Tests.Support;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite;
using AuditGen.Sqlite.Erasure;
using AuditGen.Sqlite.Journal;

namespace AuditGen.Cli.Tests.Support;

/// <summary>What the examples of docs/cli.md speak of: a sealed trail, a cluster, a Kibana, files.</summary>
internal sealed class DocumentedWorld : IAsyncDisposable
{
    private const string DocumentedEvent = "019aa7c0-5b1e-7c3a-9d52-0a6f3c1b2d4e";
    private static readonly string[] s_files = [".ndjson", ".csv", ".proof", ".note", ".notes", ".vkey", ".pem"];

    private readonly ExportBench _bench = new(new ClusterModel { CreateStreamsOnDemand = true });
    private readonly WireServer _kibana = new(_ => new WireResponse(200, """{"success":true,"successCount":21}"""u8.ToArray(), "application/json"));
    private readonly string _files = Directory.CreateTempSubdirectory("auditgen-cli-").FullName;
    private RunningTrail _trail = null!;
    private Guid _event;

    private string Journal => Path.Combine(_trail.Folder, "journal");

    public static async Task<DocumentedWorld> CreateAsync()
    {
        var world = new DocumentedWorld();
        world._trail = await RunningTrail.StartAsync();
        for (int i = 0; i < 12; i++)
        {
            world._event = await world._trail.TouchAsync("4711");
        }

        await world._trail.SettleAsync();
        await world._trail.StopAsync();
        world.Quarantine();
        await world.WriteKeyAndNoteAsync();
        await world.ArchiveAsync();
        using SqliteSubjectKeyStore keys = SqliteSubjectKeyStore.Open(world.Here("keys/subjects.db"));
        keys.GetOrCreate("5f0c");
        return world;
    }

    /// <summary>An argument of an example, as it is in this world.</summary>
    public string Here(string argument) => argument switch
    {
        "data/audit" or "erp-trail/demo" => _trail.Folder,
        "https://es-1:9200" => _bench.Server.Address.ToString(),
        "https://kibana:5601" => _kibana.Address.ToString(),
        "bin/Erp.dll" => typeof(DocumentedWorld).Assembly.Location,
        DocumentedEvent => _event.ToString(),
        "/mnt/backup/2025-01.0.archive.db" => Path.Combine(_files, "archive.db"),
        "keys/subjects.db" => Path.Combine(_files, "subjects.db"),
        _ => s_files.Any(end => argument.EndsWith(end, StringComparison.Ordinal)) ? Path.Combine(_files, argument) : argument,
    };

    public async ValueTask DisposeAsync()
    {
        await _trail.DisposeAsync();
        await _bench.DisposeAsync();
        await _kibana.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }

    /// <summary>Two events as if consumers had refused them.</summary>
    private void Quarantine()
    {
        using SqliteJournalReader reader = SqliteJournalReader.Open(Journal);
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(Journal, TimeProvider.System);
        using JournalPage page = new();
        reader.Read(2, page, maxRecords: 2);
        quarantine.Add("store", page.Records[0], "as an example");
        quarantine.Add("elasticsearch", page.Records[1], "as an example");
    }

    /// <summary>The month's archive, as it is made in a later year, and a copy of it elsewhere.</summary>
    private async Task ArchiveAsync()
    {
        var later = new CliSurroundings { Time = new FixedTime(DateTimeOffset.UtcNow.AddYears(1)) };
        (await CliRun.RunAsync(later, "archive", "make", "--older-than", "0", "--store", _trail.Folder)).Succeeded();
        File.Copy(Directory.EnumerateFiles(Path.Combine(_trail.Folder, "store"), "*.archive.db").Single(), Path.Combine(_files, "archive.db"));
    }

    private async Task WriteKeyAndNoteAsync()
    {
        ImmutableArray<TrustedKey> keys = TrailFolder.Find(_trail.Folder, store: null).KeysBeside();
        await File.WriteAllTextAsync(Path.Combine(_files, "erp.vkey"), TrustedKeyFile.Format(keys.Single()) + "\n");
        await using SqliteLedger ledger = SqliteLedger.OpenForReading(Journal);
        StoredCheckpoint last = (await ledger.LastCheckpointAsync()).ShouldNotBeNull();
        await File.WriteAllBytesAsync(Path.Combine(_files, "checkpoint.note"), last.Note.ToArray());
    }
}
