using System.Buffers.Binary;

namespace AuditGen.Sqlite.Tests.Store;

/// <summary>UUIDv7 ids made of chosen parts.</summary>
internal static class EventIds
{
    /// <summary>An id of a time, a counter of 26 bits and 48 further bits.</summary>
    public static Guid At(DateTimeOffset time, uint counter, ulong rest)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)time.ToUnixTimeMilliseconds() << 16) | 0x7000 | (counter >> 14));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (2UL << 62) | ((ulong)(counter & 0x3FFF) << 48) | (rest & 0xFFFF_FFFF_FFFF));
        return new Guid(bytes, bigEndian: true);
    }
}
