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

    private static string? JournalIn(string folder) => File.Exists(Path.Combine(folder, JournalFile)) ? folder : null;
}
