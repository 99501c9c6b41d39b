using System.Buffers.Binary;
using System.Numerics;

namespace AuditGen.Sqlite.Journal;

/// <summary>
/// CRC-32C (Castagnoli, RFC 3720 §12.1) over what stands beside an event's text. The text itself is bound by its leaf
/// hash, and the leaf hash by this, so that no bit of a record can flip unseen.
/// </summary>
internal static class RecordChecksum
{
    /// <summary>The checksum of one record: index (8 bytes, little-endian), id, context in UTF-8, then leaf hash or text.</summary>
    public static uint Of(long index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> context, ReadOnlySpan<byte> rest)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, (ulong)index);
        crc = Add(crc, id);
        crc = Add(crc, context);
        return ~Add(crc, rest);
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}
