using System.Security.Cryptography;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Native;
using AuditGen.Sqlite.Store;

namespace AuditGen.Sqlite.Archives;

/// <summary>Compares a finished archive with its source: every event, byte for byte and hash by hash, every row and every count.</summary>
internal static class ArchiveVerifier
{
    /// <summary>Verifies an archive.</summary>
    /// <returns>How many events it holds.</returns>
    /// <exception cref="AuditStoreException">It differs from its source: the source must stay.</exception>
    public static long Verify(StoreSegment segment, string sourcePath, string archivePath, SegmentProgress progress, CancellationToken cancellationToken)
    {
        using SqliteDatabase source = Journal.SegmentReader.OpenFile(sourcePath);
        using SqliteDatabase archive = SqliteDatabase.Open(archivePath, SqliteAccess.ReadImmutable, TimeSpan.Zero);
        SqliteFiles.Verify(archive, StoreSql.ArchiveSchema);
        if (!string.Equals(archive.ReadText("PRAGMA integrity_check"), "ok", StringComparison.Ordinal))
        {
            throw Differs(archivePath, "its pages are damaged");
        }

        SameRows(source, archive, "SELECT id, dimension, value FROM terms ORDER BY id");
        SameRows(source, archive, "SELECT dimension, day, term, events FROM counts ORDER BY dimension, day, term");
        SameRows(source, archive, "SELECT month, part, 0, 0 FROM segment");
        SameRows(
            source,
            archive,
            "SELECT key, tail, idx, context, tenant, actor, on_behalf_of, resource_type, action, category, outcome FROM events ORDER BY key");
        return SameTexts(segment, source, archive, progress, cancellationToken);
    }

    /// <summary>The SHA-256 of a file.</summary>
    public static byte[] HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return SHA256.HashData(file);
    }

    private static void SameRows(SqliteDatabase source, SqliteDatabase archive, string sql)
    {
        using SqliteStatement expected = source.Prepare(sql);
        using SqliteStatement found = archive.Prepare(sql);
        int columns = expected.Columns;
        while (expected.Step())
        {
            bool same = found.Step();
            for (int i = 0; same && i < columns; i++)
            {
                same = expected.Bytes(i).SequenceEqual(found.Bytes(i));
            }

            if (!same)
            {
                throw Differs(archive.Path, "its rows are not those of its source");
            }
        }

        if (found.Step())
        {
            throw Differs(archive.Path, "it has rows that its source has not");
        }
    }

    private static long SameTexts(StoreSegment segment, SqliteDatabase source, SqliteDatabase archive, SegmentProgress progress, CancellationToken cancellationToken)
    {
        // In the order of blocks, so that each is opened once.
        using ArchiveBlocks blocks = new(archive, segment.Name, new ArchiveCache(1024 * 1024));
        using SqliteStatement places = archive.Prepare("SELECT key, tail, block, slot FROM events ORDER BY block, slot");
        using SqliteStatement texts = source.Prepare("SELECT leaf, text FROM texts WHERE key = ?1");
        long events = 0;
        while (places.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            (Sha256Hash leaf, byte[] text) = blocks.Load((int)places.Int64(2), (int)places.Int64(3));
            texts.Bind(1, places.Int64(0));
            bool same = texts.Step() && texts.Bytes(0).SequenceEqual(leaf) && texts.Bytes(1).SequenceEqual(text)
                && Sha256Hash.OfLeaf(text) == leaf;
            texts.Reset();
            if (!same)
            {
                throw Differs(archive.Path, $"event {new EventKey(segment.Month, places.Int64(0), places.Int64(1)).ToId()} is not that of its source");
            }

            events++;
            progress.Step();
        }

        return events == source.ReadInt64("SELECT count(*) FROM texts")
            ? events
            : throw Differs(archive.Path, "it has not as many events as its source");
    }

    private static AuditStoreException Differs(string path, string what) =>
        new($"The archive {path} failed its verification: {what}. Its source stays as it is.");
}
