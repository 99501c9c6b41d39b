using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Sqlite;
using Microsoft.Data.Sqlite;

namespace AuditGen.Ledger.Tests;

/// <summary>A journal with its ledger in a temporary folder, and an attacker's hands on its files.</summary>
internal sealed class TestLog : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EventTexts _texts;
    private readonly string? _origin;
    private SqliteJournal? _journal;
    private SqliteLedger? _ledger;
    private ILeafSource? _leaves;
    private LedgerSealer? _sealer;

    public TestLog(int seed = 1, string? origin = "erp.example/audit", int segmentEvents = 100)
    {
        _texts = new EventTexts(seed, Time);
        _origin = origin;
        SegmentEvents = segmentEvents;
        Keys = [Signer];
        Anchor = new FileAnchor(_folder.File("anchor.notes"));
        Memory = new FileAnchor(_folder.File("memory.notes"));
    }

    public ManualTime Time { get; } = new();

    public int SegmentEvents { get; }

    public string Folder => _folder.File("journal");

    public EcdsaLedgerSigner Signer { get; } = EcdsaLedgerSigner.Generate("erp.example/audit");

    public ImmutableArray<ILedgerSigner> Keys { get; set; }

    public FileAnchor Anchor { get; set; }

    public FileAnchor Memory { get; set; }

    public List<Guid> Ids { get; } = [];

    public LedgerSealer? Sealer => _sealer;

    public SqliteJournal Journal => _journal ??= SqliteJournal.Open(new SqliteJournalOptions { Folder = Folder, Origin = _origin, MaxSegmentEvents = SegmentEvents, Time = Time });

    public string File(string name) => _folder.File(name);

    public TestLog Append(int count)
    {
        var entries = new JournalEntry[count];
        for (int i = 0; i < count; i++)
        {
            (Guid id, string context, byte[] text) = _texts.Next();
            entries[i] = new JournalEntry { Kind = JournalEntryKind.Event, Id = id, Context = context, Text = text, Leaf = Sha256Hash.OfLeaf(text) };
            Ids.Add(id);
        }

        Time.Now = Time.Now.AddMilliseconds(count + 10);
        Journal.Commit(entries);
        return this;
    }

    public async Task<TestLog> OpenSealerAsync(params ILedgerAnchor[] anchors)
    {
        _ledger ??= SqliteLedger.Open(Folder, Journal.Origin);
        _leaves ??= AuditGen.Sqlite.Journal.SqliteJournalReader.Open(Folder);
        _sealer = await LedgerSealer.OpenAsync(Journal, _leaves, _ledger, new LedgerKeyRing(Keys), anchors, Time, TestContext.Current.CancellationToken);
        return this;
    }

    public async Task<StoredCheckpoint> SealAsync(bool anchor = false)
    {
        if (_sealer is null)
        {
            await OpenSealerAsync();
        }

        Time.Now = Time.Now.AddSeconds(1);
        StoredCheckpoint checkpoint = await _sealer!.SealAsync(TestContext.Current.CancellationToken);
        if (anchor)
        {
            await Anchor.PublishAsync(checkpoint.Note, TestContext.Current.CancellationToken);
        }

        return checkpoint;
    }

    /// <summary>Appends and seals in rounds.</summary>
    public async Task<TestLog> RunAsync(int rounds, int eventsEach, bool anchor = false)
    {
        for (int i = 0; i < rounds; i++)
        {
            Append(eventsEach);
            await SealAsync(anchor);
        }

        return this;
    }

    public async Task CloseAsync()
    {
        _sealer = null;
        _leaves?.Dispose();
        _leaves = null;
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
            _ledger = null;
        }

        if (_journal is not null)
        {
            await _journal.DisposeAsync();
            _journal = null;
        }
    }

    public string StoreFolder => _folder.File("store");

    /// <summary>Takes everything in the journal into an embedded store.</summary>
    public async Task<TestLog> IndexAsync(Func<SqliteAuditStore, Task>? then = null)
    {
        await using SqliteAuditStore store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = StoreFolder, Time = Time }, Journal);
        using IJournalReader reader = Journal.OpenReader();
        using JournalPage page = new();
        while (store.Position < Journal.NextIndex)
        {
            reader.Read(store.Position, page, 100);
            await store.ConsumeAsync(page, TestContext.Current.CancellationToken);
        }

        await (then?.Invoke(store) ?? Task.CompletedTask);
        return this;
    }

    public async Task<LedgerReport> VerifyStoreAsync(bool hashOnly = false)
    {
        await CloseAsync();
        using SqliteStoreEvents store = SqliteStoreEvents.Open(StoreFolder);
        return await LedgerVerifier.VerifyAsync(Request() with { Copies = [store], HashOnly = hashOnly }, cancellationToken: TestContext.Current.CancellationToken);
    }

    public LedgerVerification Request(params ReadOnlySpan<TrustedKey> keys) => new()
    {
        OpenLedger = () => SqliteLedger.OpenForReading(Folder),
        Copies = [SqliteJournalEvents.Open(Folder)],
        Keys = keys.IsEmpty ? [new TrustedKey(Signer.Key, KeyValidity.Always)] : [.. keys],
        Workers = 2,
    };

    public async Task<LedgerReport> VerifyAsync(Func<LedgerVerification, LedgerVerification>? change = null)
    {
        await CloseAsync();
        return await LedgerVerifier.VerifyAsync(change?.Invoke(Request()) ?? Request(), cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Runs SQL on a file as somebody who owns it and has dropped its guards.</summary>
    public async Task AttackAsync(string file, string sql, params (string Name, object Value)[] parameters)
    {
        await CloseAsync();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, file)};Pooling=False");
        await connection.OpenAsync();
        foreach (string trigger in await TriggersAsync(connection))
        {
            await ExecuteAsync(connection, $"DROP TRIGGER {trigger}");
        }

        await ExecuteAsync(connection, sql, parameters);
    }

    /// <summary>Leaves no trace of dropped guards: as if the file had been edited byte by byte.</summary>
    public async Task AttackSilentlyAsync(string file, string sql, params (string Name, object Value)[] parameters)
    {
        await CloseAsync();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, file)};Pooling=False");
        await connection.OpenAsync();
        List<string> guards = [];
        await using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid";
            await using SqliteDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                guards.Add(reader.GetString(0));
            }
        }

        foreach (string trigger in await TriggersAsync(connection))
        {
            await ExecuteAsync(connection, $"DROP TRIGGER {trigger}");
        }

        await ExecuteAsync(connection, sql, parameters);
        foreach (string guard in guards)
        {
            await ExecuteAsync(connection, guard);
        }
    }

    public string Copy(string name)
    {
        Directory.CreateDirectory(File(name));
        foreach (string file in Directory.GetFiles(Folder))
        {
            System.IO.File.Copy(file, Path.Combine(File(name), Path.GetFileName(file)), overwrite: true);
        }

        return File(name);
    }

    public void Restore(string name)
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Move(File(name), Folder);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Signer.Dispose();
        _folder.Dispose();
    }

    private static async Task<List<string>> TriggersAsync(SqliteConnection connection)
    {
        List<string> names = [];
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }
}
