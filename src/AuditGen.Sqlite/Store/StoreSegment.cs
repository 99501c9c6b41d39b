using System.Globalization;

namespace AuditGen.Sqlite.Store;

/// <summary>One part of the store, as the manifest lists it.</summary>
/// <param name="Month">The month it covers.</param>
/// <param name="Part">From 0; further parts take what comes late after a part was sealed, and keys that clash.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Events">How many events an archive holds; 0 before.</param>
/// <param name="Bytes">The size of an archive's file; 0 before.</param>
internal sealed record StoreSegment(int Month, int Part, SegmentState State, long Events, long Bytes)
{
    /// <summary>Whether an archive answers.</summary>
    public bool IsArchive => State >= SegmentState.Archived;

    /// <summary>Its name: year, month and part.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Month / 12:D4}-{(Month % 12) + 1:D2}.{Part}");

    /// <summary>The file that takes events.</summary>
    public string LiveFile => Name + ".events.db";

    /// <summary>The file of the archive.</summary>
    public string ArchiveFile => Name + ".archive.db";

    /// <summary>The file that answers.</summary>
    public string File => IsArchive ? ArchiveFile : LiveFile;
}
