using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AuditGen.Sqlite.Store;

/// <summary>
/// An event id as a store keeps it: the month, a row key whose order within the month is that of the ids, and what of the
/// id the key does not hold. A UUIDv7 has 48 bits of milliseconds and 74 free bits; the key takes the milliseconds since the
/// month began and the first 31 free bits, which hold the issuer's counter, so that ids of one issuer never share a key.
/// </summary>
/// <param name="Month">Years since year 0 times 12, plus the month from 0, in UTC.</param>
/// <param name="Key">The row key.</param>
/// <param name="Tail">The last 43 free bits.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventKey(int Month, long Key, long Tail)
{
    private const int CounterBits = 31;
    private const int TailBits = 43;
    private const long TailMask = (1L << TailBits) - 1;

    /// <summary>The greatest millisecond a time can have: the end of the year 9999.</summary>
    private static readonly long s_lastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Takes an id apart.</summary>
    /// <returns><see langword="false"/> where it is not a UUIDv7 of a year up to 9999.</returns>
    public static bool TryFrom(Guid id, out EventKey key)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        ulong high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        ulong low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        long millisecond = (long)(high >> 16);
        key = default;
        if (((high >> 12) & 0xF) != 7 || (low >> 62) != 2 || millisecond > s_lastMillisecond)
        {
            return false;
        }

        int month = MonthOf(millisecond);
        long counter = (long)(((high & 0xFFF) << 19) | ((low & 0x3FFF_FFFF_FFFF_FFFF) >> TailBits));
        key = new EventKey(month, ((millisecond - StartOf(month)) << CounterBits) | counter, (long)low & TailMask);
        return true;
    }

    /// <summary>Puts the id together again.</summary>
    public Guid ToId()
    {
        ulong millisecond = (ulong)MillisecondOf(Month, Key);
        ulong counter = (ulong)Key & ((1UL << CounterBits) - 1);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (millisecond << 16) | 0x7000 | (counter >> 19));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (2UL << 62) | ((counter & 0x7FFFF) << TailBits) | (ulong)Tail);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The month a millisecond of the Unix time falls into.</summary>
    public static int MonthOf(long millisecond)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(millisecond);
        return (time.Year * 12) + time.Month - 1;
    }

    /// <summary>The millisecond of the Unix time with which a month begins.</summary>
    public static long StartOf(int month) => TimeOf(month).ToUnixTimeMilliseconds();

    /// <summary>The time with which a month begins.</summary>
    public static DateTimeOffset TimeOf(int month) => new(month / 12, (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The smallest key of a month's events at or after a millisecond; negative values and the month's end included.</summary>
    public static long FirstKeyAt(int month, long millisecond) =>
        Math.Clamp(millisecond - StartOf(month), 0, 1L << 32) << CounterBits;

    /// <summary>The hour of its month that a key falls into, from 0.</summary>
    public static int HourOf(long key) => (int)((key >> CounterBits) / 3_600_000);

    /// <summary>The millisecond of the Unix time of a key.</summary>
    public static long MillisecondOf(int month, long key) => StartOf(month) + (key >> CounterBits);
}
