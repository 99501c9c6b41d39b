using AuditGen.Sqlite.Store;

namespace AuditGen.Sqlite;

/// <summary>Settings of the embedded store.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The folder of the store; created where it does not exist. One process at a time writes it, others may read.</summary>
    public required string Folder { get; init; }

    /// <summary>How many idle connections to segments and archives are kept: 1 to 1,000.</summary>
    public int MaxIdleReaders { get; init; } = 24;

    /// <summary>How many bytes of decompressed archive blocks are kept: 1 MiB to 1 GiB.</summary>
    public long ArchiveCacheBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Called between the phases of archiving, for tests that kill there.</summary>
    internal Action<string>? Phase { get; init; }

    /// <summary>How words are found by their beginnings: another way for tests, with the same answers.</summary>
    internal BeginningCosts Beginnings { get; init; } = new();

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range: says which, and what to write instead.</exception>
    public void Validate()
    {
        Require(nameof(Folder), !string.IsNullOrWhiteSpace(Folder), "is empty: name a folder that only the store uses, such as \"data/store\".");
        Require(nameof(MaxIdleReaders), MaxIdleReaders is >= 1 and <= 1_000, $"is {MaxIdleReaders}: write 1 to 1000.");
        Require(
            nameof(ArchiveCacheBytes),
            ArchiveCacheBytes is >= 1024 * 1024 and <= 1024L * 1024 * 1024,
            $"is {ArchiveCacheBytes}: write 1048576 (1 MiB) to 1073741824 (1 GiB).");
    }

    private static void Require(string setting, bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException($"The store's setting {setting} {message}", setting);
        }
    }
}
