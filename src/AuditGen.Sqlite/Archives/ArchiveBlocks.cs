using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using AuditGen.Ledger;
using AuditGen.Reading;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Archives;

/// <summary>
/// Reads the compressed blocks of one archive. A block is, before compression, the number of its events, then for each its
/// length, then for each its leaf hash and text; numbers are 32 bits, little endian.
/// </summary>
internal sealed class ArchiveBlocks : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly string _archive;
    private readonly ArchiveCache _cache;
    private readonly SqliteStatement _select;

    public ArchiveBlocks(SqliteDatabase database, string archive, ArchiveCache cache)
    {
        _database = database;
        _archive = archive;
        _cache = cache;
        _select = database.Prepare("SELECT hash, raw, data FROM texts WHERE key = ?1");
    }

    /// <summary>Compresses a block.</summary>
    /// <param name="raw">The block.</param>
    public static byte[] Compress(ReadOnlySpan<byte> raw)
    {
        byte[] buffer = new byte[BrotliEncoder.GetMaxCompressedLength(raw.Length)];
        if (!BrotliEncoder.TryCompress(raw, buffer, out int written, quality: 5, window: 18))
        {
            throw new InvalidOperationException("A block could not be compressed.");
        }

        return buffer.AsSpan(0, written).ToArray();
    }

    /// <summary>Takes one event out of its block.</summary>
    /// <exception cref="AuditStoreException">The block is not the one that was written.</exception>
    public (Sha256Hash Leaf, byte[] Text) Load(int block, int slot)
    {
        byte[] raw = _cache.Find(_archive, block) ?? Open(block);
        int events = BinaryPrimitives.ReadInt32LittleEndian(raw);
        if (slot >= events)
        {
            throw Damaged(block, "does not hold the event it should");
        }

        int at = 4 + (4 * events);
        for (int i = 0; i < slot; i++)
        {
            at += Sha256Hash.Size + LengthOf(raw, i);
        }

        int length = LengthOf(raw, slot);
        return (Sha256Hash.FromBytes(raw.AsSpan(at, Sha256Hash.Size)), raw.AsSpan(at + Sha256Hash.Size, length).ToArray());
    }

    /// <inheritdoc/>
    public void Dispose() => _select.Dispose();

    private static int LengthOf(byte[] raw, int slot) => BinaryPrimitives.ReadInt32LittleEndian(raw.AsSpan(4 + (4 * slot)));

    private byte[] Open(int block)
    {
        _select.Bind(1, block);
        if (!_select.Step())
        {
            throw Damaged(block, "is missing");
        }

        try
        {
            ReadOnlySpan<byte> data = _select.Bytes(2);
            Span<byte> hash = stackalloc byte[Sha256Hash.Size];
            SHA256.HashData(data, hash);
            if (!_select.Bytes(0).SequenceEqual(hash))
            {
                throw Damaged(block, "does not match its hash");
            }

            byte[] raw = new byte[_select.Int64(1)];
            if (!BrotliDecoder.TryDecompress(data, raw, out int written) || written != raw.Length)
            {
                throw Damaged(block, "cannot be decompressed");
            }

            _cache.Add(_archive, block, raw);
            return raw;
        }
        finally
        {
            _select.Reset();
        }
    }

    private AuditStoreException Damaged(int block, string what) => new(
        $"{_database.Path}: block {block} {what}. The archive was changed after it had been verified: keep a copy as evidence and restore it "
        + "from a backup.");
}
