using System.Buffers.Binary;

namespace AuditGen.Envelopes;

/// <summary>
/// Issues event ids and their times: UUIDv7 (RFC 9562 §5.7) whose order is the order of issue, whatever the clock does.
/// </summary>
/// <remarks>
/// 48 bits of milliseconds, 26 bits of counter (method 1 of RFC 9562 §6.2: the 12 bits of <c>rand_a</c> and the first 14 of
/// <c>rand_b</c>), 48 random bits. The counter starts at a random value in its lower half every millisecond, which leaves
/// 2^25 ids before it runs into the next millisecond. When the clock stands still or jumps back, time stays where it was.
/// </remarks>
internal sealed class EventIdSource
{
    private const uint CounterMask = (1u << 26) - 1;
    private const uint CounterStart = 1u << 25;

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private long _ticks;
    private uint _counter;

    /// <summary>Creates the source.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="last">The greatest id issued before; <see cref="Guid.Empty"/> where there is none.</param>
    public EventIdSource(TimeProvider time, Guid last)
    {
        _time = time;
        if (last != Guid.Empty)
        {
            Span<byte> bytes = stackalloc byte[16];
            last.TryWriteBytes(bytes, bigEndian: true, out _);
            long milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
            _ticks = DateTime.UnixEpoch.Ticks + (Math.Min(milliseconds, MaxMilliseconds) * TimeSpan.TicksPerMillisecond);
            uint upper = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0xFFFu;
            uint lower = BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]) & 0x3FFFu;
            _counter = (upper << 14) | lower;
        }
    }

    private static long MaxMilliseconds => (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    /// <summary>Issues an id above every one before it.</summary>
    /// <param name="time">The time of the id, UTC: never before that of an earlier id; its millisecond is the id's.</param>
    public Guid Next(out DateTime time)
    {
        long now = _time.GetUtcNow().UtcTicks;
        uint start = (uint)Random.Shared.Next((int)CounterStart);
        ulong random = (ulong)Random.Shared.NextInt64();

        long ticks;
        uint counter;
        lock (_lock)
        {
            if (now / TimeSpan.TicksPerMillisecond > _ticks / TimeSpan.TicksPerMillisecond)
            {
                _ticks = now;
                _counter = start;
            }
            else
            {
                _ticks = Math.Max(now, _ticks);
                if (++_counter > CounterMask)
                {
                    _ticks = ((_ticks / TimeSpan.TicksPerMillisecond) + 1) * TimeSpan.TicksPerMillisecond;
                    _counter = start;
                }
            }

            ticks = _ticks;
            counter = _counter;
        }

        time = new DateTime(ticks, DateTimeKind.Utc);
        ulong milliseconds = (ulong)(ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (milliseconds << 16) | 0x7000u | (counter >> 14));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000ul | ((ulong)(counter & 0x3FFFu) << 48) | (random & 0xFFFF_FFFF_FFFFul));
        return new Guid(bytes, bigEndian: true);
    }
}
