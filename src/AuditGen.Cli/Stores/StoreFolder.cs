using AuditGen.Cli.Asking;

namespace AuditGen.Cli.Stores;

/// <summary>Where the parts of an embedded trail lie.</summary>
/// <param name="Store">The store's folder.</param>
/// <param name="Journal">The journal's folder; <see langword="null"/> where it is not beside the store.</param>
internal sealed record StoreFolder(string Store, string? Journal)
{
    /// <summary>The file that makes a folder a store.</summary>
    public const string StoreFile = "store.db";

    private const string JournalFile = "journal.db";

    /// <summary>Finds the parts from the trail's folder, or from the store's own.</summary>
    public static StoreFolder Find(string folder)
    {
        if (File.Exists(Path.Combine(folder, "store", StoreFile)))
        {
            return new StoreFolder(Path.Combine(folder, "store"), JournalIn(Path.Combine(folder, "journal")));
        }

        if (File.Exists(Path.Combine(folder, StoreFile)))
        {
            string? parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            return new StoreFolder(folder, parent is null ? null : JournalIn(Path.Combine(parent, "journal")));
        }

        throw new UsageException(Directory.Exists(folder)
            ? $"The folder {folder} holds no store: there is neither {StoreFile} nor store/{StoreFile}. Give the trail's folder (the one that UseSqlite names) or the store's own."
            : $"There is no folder {folder}. Give the trail's folder (the one that UseSqlite names), or an address that begins with http:// or https://.");
    }

    /// <summary>Finds the journal from the trail's folder, from the store's, or from its own.</summary>
    public static string FindJournal(string folder)
    {
        string? parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return JournalIn(Path.Combine(folder, "journal"))
            ?? JournalIn(folder)
            ?? (parent is null ? null : JournalIn(Path.Combine(parent, "journal")))
            ?? throw new UsageException(Directory.Exists(folder)
                ? $"The folder {folder} holds no journal: there is neither {JournalFile} nor journal/{JournalFile}. Give the trail's folder (the one that UseSqlite names)."
                : $"There is no folder {folder}. Give the trail's folder (the one that UseSqlite names).");
    }

    /// <summary>The store beside a journal; <see langword="null"/> where there is none.</summary>
    public static string? FindStoreOf(string journal)
    {
        string? parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(journal)));
        string? beside = parent is null ? null : Path.Combine(parent, "store");
        return beside is not null && File.Exists(Path.Combine(beside, StoreFile)) ? beside : null;
    }

    private static string? JournalIn(string folder) => File.Exists(Path.Combine(folder, JournalFile)) ? folder : null;
}
