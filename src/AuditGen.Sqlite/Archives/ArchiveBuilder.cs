using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Native;
using AuditGen.Sqlite.Store;

namespace AuditGen.Sqlite.Archives;

/// <summary>
/// Builds the archive of a sealed segment: the same tables and index, the texts compressed in blocks. Events of one resource
/// lie side by side, so that they compress well and a history or state opens few blocks.
/// </summary>
internal sealed class ArchiveBuilder
{
    // Small enough that one event costs little to read, large enough that like events share their words.
    private const int BlockBytes = 16 * 1024;

    private readonly StoreSegment _segment;
    private readonly SqliteDatabase _source;
    private readonly SqliteDatabase _target;
    private readonly TermNames _names;
    private readonly KeyedHash _hash;
    private readonly SegmentProgress _progress;
    private readonly CancellationToken _cancellationToken;

    private ArchiveBuilder(StoreSegment segment, SqliteDatabase source, SqliteDatabase target, KeyedHash hash, SegmentProgress progress, CancellationToken cancellationToken)
    {
        _segment = segment;
        _source = source;
        _target = target;
        _hash = hash;
        _names = new TermNames(hash);
        _progress = progress;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Builds the archive file.</summary>
    /// <param name="segment">The sealed segment.</param>
    /// <param name="sourcePath">Its file.</param>
    /// <param name="targetPath">The file to make; one left by an interrupted run is replaced.</param>
    /// <param name="hash">The store's hash.</param>
    /// <param name="progress">Counts the events.</param>
    /// <param name="cancellationToken">Ends the building.</param>
    /// <exception cref="AuditStoreException">An event of the source is damaged: nothing is archived.</exception>
    public static void Build(StoreSegment segment, string sourcePath, string targetPath, KeyedHash hash, SegmentProgress progress, CancellationToken cancellationToken)
    {
        SqliteFiles.Remove(targetPath);
        using SqliteDatabase source = Journal.SegmentReader.OpenFile(sourcePath);
        SqliteFiles.Verify(source, StoreSql.LiveSchema);
        using (SqliteDatabase target = SqliteDatabase.Open(targetPath, SqliteAccess.Create, TimeSpan.Zero))
        {
            // Nothing needs to survive a crash before the whole file is synced; an interrupted build begins again.
            target.Execute("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000; BEGIN");
            ArchiveBuilder builder = new(segment, source, target, hash, progress, cancellationToken);
            builder.Fill();
            target.Execute("COMMIT");
            target.Execute("INSERT INTO words(words) VALUES ('optimize')");
        }

        using FileStream file = new(targetPath, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    private void Fill()
    {
        SegmentFiller.Create(_target, StoreSql.ArchiveSchema, _segment.Month, _segment.Part);
        CopyTerms();
        List<ArchiveEntry> entries = Index();
        Span<ArchiveEntry> all = CollectionsMarshal.AsSpan(entries);
        all.Sort(static (left, right) =>
            left.Cluster != right.Cluster ? left.Cluster.CompareTo(right.Cluster) : left.Key.CompareTo(right.Key));
        WriteBlocks(all);
        all.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        CopyEvents(all);
    }

    /// <summary>Terms keep their numbers, so that rows can be copied as they are.</summary>
    private void CopyTerms()
    {
        using SqliteStatement rows = _source.Prepare("SELECT id, dimension, value FROM terms ORDER BY id");
        using SqliteStatement insert = _target.Prepare("INSERT INTO terms VALUES (?1, ?2, ?3)");
        while (rows.Step())
        {
            insert.Bind(1, rows.Int64(0));
            insert.Bind(2, rows.Int64(1));
            insert.BindText(3, rows.Bytes(2));
            insert.Run();
        }
    }

    /// <summary>Indexes and counts every event anew from its text, checked against its leaf hash.</summary>
    private List<ArchiveEntry> Index()
    {
        List<ArchiveEntry> entries = [];
        long events = _source.ReadInt64("SELECT count(*) FROM events");
        _progress.Begin(events);
        TermText terms = new(_names);
        using SegmentFiller filler = new(_target);
        using SqliteStatement rows = _source.Prepare(
            "SELECT events.key, events.tail, texts.leaf, texts.text FROM events JOIN texts ON texts.key = events.key ORDER BY events.key");
        Span<int> ids = stackalloc int[PreparedEvent.Dimensions];
        while (rows.Step())
        {
            _cancellationToken.ThrowIfCancellationRequested();
            EventKey key = new(_segment.Month, rows.Int64(0), rows.Int64(1));
            byte[] text = rows.Bytes(3).ToArray();
            AuditEvent read = Check(key, text, rows.Bytes(2));
            filler.Add(key, PreparedEvent.ValuesOf(read), terms.Build(read), ids);
            entries.Add(new ArchiveEntry(key.Key, ClusterOf(read), text.Length, 0, 0));
            _progress.Step();
        }

        filler.Flush();
        return entries.Count == events
            ? entries
            : throw new AuditStoreException($"{_source.Path}: of {events} events only {entries.Count} have a text. Nothing was archived.");
    }

    private AuditEvent Check(EventKey key, byte[] text, ReadOnlySpan<byte> leaf)
    {
        Sha256Hash hash = Sha256Hash.OfLeaf(text);
        return leaf.SequenceEqual(hash) && AuditEvent.TryParse(text, out AuditEvent? read) && read.Id == key.ToId()
            ? read
            : throw new AuditStoreException($"{_source.Path}: event {key.ToId()} does not match its leaf hash. Nothing was archived: keep the file "
                + "as evidence and restore it from a backup.");
    }

    private ulong ClusterOf(AuditEvent read) => read.Resource is { } resource
        ? _hash.Of(MemoryMarshal.AsBytes((resource.Type + "\n" + resource.Id).AsSpan()))
        : 0;

    private void WriteBlocks(Span<ArchiveEntry> entries)
    {
        using SqliteStatement select = _source.Prepare("SELECT leaf, text FROM texts WHERE key = ?1");
        using SqliteStatement insert = _target.Prepare("INSERT INTO texts VALUES (?1, ?2, ?3, ?4)");
        int block = 0;
        for (int first = 0; first < entries.Length; block++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            int end = first;
            for (int bytes = 0; end < entries.Length && (end == first || bytes + entries[end].Length <= BlockBytes); end++)
            {
                bytes += entries[end].Length;
                entries[end].Block = block;
                entries[end].Slot = end - first;
            }

            byte[] raw = Assemble(entries[first..end], select);
            byte[] data = ArchiveBlocks.Compress(raw);
            insert.Bind(1, block);
            insert.BindBlob(2, SHA256.HashData(data));
            insert.Bind(3, raw.Length);
            insert.BindBlob(4, data);
            insert.Run();
            first = end;
        }
    }

    private static byte[] Assemble(ReadOnlySpan<ArchiveEntry> entries, SqliteStatement select)
    {
        int size = 4 + (4 * entries.Length);
        foreach (ArchiveEntry entry in entries)
        {
            size += Sha256Hash.Size + entry.Length;
        }

        byte[] raw = new byte[size];
        BinaryPrimitives.WriteInt32LittleEndian(raw, entries.Length);
        int at = 4 + (4 * entries.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(raw.AsSpan(4 + (4 * i)), entries[i].Length);
            select.Bind(1, entries[i].Key);
            select.Step();
            select.Bytes(0).CopyTo(raw.AsSpan(at));
            select.Bytes(1).CopyTo(raw.AsSpan(at + Sha256Hash.Size));
            at += Sha256Hash.Size + entries[i].Length;
            select.Reset();
        }

        return raw;
    }

    private void CopyEvents(ReadOnlySpan<ArchiveEntry> entries)
    {
        const int Columns = 11;
        using SqliteStatement rows = _source.Prepare("SELECT * FROM events ORDER BY key");
        using SqliteStatement insert = _target.Prepare("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)");
        foreach (ArchiveEntry entry in entries)
        {
            rows.Step();
            for (int i = 0; i < Columns; i++)
            {
                insert.Bind(i + 1, rows.Int64(i));
            }

            insert.Bind(Columns + 1, entry.Block);
            insert.Bind(Columns + 2, entry.Slot);
            insert.Run();
        }
    }
}
