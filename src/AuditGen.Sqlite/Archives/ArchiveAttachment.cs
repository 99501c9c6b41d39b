using AuditGen.Reading;
using AuditGen.Sqlite.Store;

namespace AuditGen.Sqlite.Archives;

/// <summary>Puts the file of an archive back into its place: one that was kept elsewhere, or comes from a backup.</summary>
internal sealed class ArchiveAttachment(SqliteStoreOptions options, StoreManifest manifest)
{
    /// <summary>Finds out by its hash which archive a file is, and copies it into the store's folder, durably and as a whole.</summary>
    /// <returns>The archive.</returns>
    /// <exception cref="AuditStoreException">It is no archive of this store as it was verified when it was made.</exception>
    public StoreSegment Attach(string file)
    {
        byte[] hash = ArchiveVerifier.HashOf(file);
        StoreSegment segment = manifest.Read().Segments.FirstOrDefault(each => each.IsArchive && manifest.HashOf(each).AsSpan().SequenceEqual(hash))
            ?? throw new AuditStoreException($"{file} is no archive of this store, or was changed after the store had verified it (SHA-256 {Convert.ToHexStringLower(hash)}). Nothing was attached.");
        string target = Path.Combine(options.Folder, segment.ArchiveFile);
        bool isThere = File.Exists(target);
        if (isThere && ArchiveVerifier.HashOf(target).AsSpan().SequenceEqual(hash))
        {
            return segment;
        }

        string arriving = target + ".attaching";
        Copy(file, arriving);
        if (!ArchiveVerifier.HashOf(arriving).AsSpan().SequenceEqual(hash))
        {
            File.Delete(arriving);
            throw new AuditStoreException($"{file} changed while it was copied. Nothing was attached.");
        }

        if (isThere)
        {
            // Somebody changed it: that is evidence.
            File.Move(target, $"{target}.changed-{options.Time.GetUtcNow():yyyyMMddTHHmmssfffZ}");
        }

        File.SetAttributes(arriving, FileAttributes.ReadOnly);
        File.Move(arriving, target);
        return segment;
    }

    private static void Copy(string from, string to)
    {
        using FileStream source = File.OpenRead(from);
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }
}
