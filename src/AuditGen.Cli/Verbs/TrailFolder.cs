using System.Collections.Immutable;
using AuditGen.Ledger;
using AuditGen.Sqlite;

namespace AuditGen.Cli.Verbs;

/// <summary>Where the parts of a trail on SQLite lie: found from the trail's folder, or from its journal's.</summary>
/// <param name="Journal">The journal's folder, with the ledger in it.</param>
/// <param name="Store">The store's folder, or <see langword="null"/> where there is none beside the journal.</param>
internal sealed record TrailFolder(string Journal, string? Store)
{
    /// <summary>Finds the parts; nothing need exist.</summary>
    public static TrailFolder Find(string folder, string? store)
    {
        string inside = Path.Combine(folder, "journal");
        string journal = Directory.Exists(inside) ? inside : folder;
        string beside = Path.Combine(folder, "store");
        return new TrailFolder(journal, store ?? (Directory.Exists(beside) ? beside : null));
    }

    /// <summary>Whether there is a ledger to verify.</summary>
    public bool HasLedger => File.Exists(Path.Combine(Journal, SqliteLedger.FileName));

    /// <summary>The public keys that were made beside the journal.</summary>
    public ImmutableArray<TrustedKey> KeysBeside() => LedgerKeyFolder.ReadPublic(SqliteLedgerBackend.KeyFolderOf(Journal));

    /// <summary>The file of checkpoints that is kept beside the journal by default.</summary>
    public string AnchorBeside => Path.Combine(SqliteLedgerBackend.KeyFolderOf(Journal), LedgerKeyFolder.AnchorFile);

    /// <summary>Opens the ledger.</summary>
    /// <exception cref="LedgerException">There is none.</exception>
    public SqliteLedger OpenLedger() => SqliteLedger.OpenForReading(Journal);

    /// <summary>All copies of the events.</summary>
    public IEnumerable<IStoredEvents> Copies()
    {
        yield return SqliteJournalEvents.Open(Journal);
        if (Store is { } store)
        {
            yield return SqliteStoreEvents.Open(store, SqliteStoreEvents.ReadQuarantined(Journal));
        }
    }
}
