using System.Buffers.Binary;

namespace AuditGen.Ledger;

/// <summary>Times that event ids (UUIDv7, RFC 9562 section 5.7) carry.</summary>
internal static class EventTime
{
    private const long MaxMilliseconds = 253_402_300_799_999;

    /// <summary>A moment after every time an event of that id can bear; the earliest one for the empty id.</summary>
    public static DateTimeOffset After(Guid id) => id == Guid.Empty
        ? DateTimeOffset.MinValue
        : DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(MillisecondsOf(id) + 1, MaxMilliseconds));

    /// <summary>Milliseconds since 1970-01-01 UTC: the first 48 bits.</summary>
    public static long MillisecondsOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
    }
}
