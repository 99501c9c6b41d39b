using System.Buffers.Binary;

namespace AuditGen.Ledger;

/// <summary>Times that event ids (UUIDv7) carry.</summary>
internal static class EventTime
{
    private const long MaxMilliseconds = 253_402_300_799_999;

    /// <summary>A moment after every time an event of that id can bear; the earliest one for the empty id.</summary>
    public static DateTimeOffset After(Guid id)
    {
        if (id == Guid.Empty)
        {
            return DateTimeOffset.MinValue;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(milliseconds + 1, MaxMilliseconds));
    }
}
