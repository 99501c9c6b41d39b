using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AuditGen.CrashChild;

/// <summary>Events whose text follows from their id, so that the parent can tell a whole event from a wrong or half one.</summary>
internal static class CrashEvents
{
    /// <summary>An id of a run; greater numbers and later runs give greater ids.</summary>
    public static Guid Id(int run, int number, byte kind = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt32BigEndian(bytes[2..], run);
        bytes[6] = 0x70;
        bytes[8] = 0x80;
        BinaryPrimitives.WriteInt32BigEndian(bytes[9..], number);
        bytes[15] = kind;
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The text of an event, from a few hundred bytes to several pages.</summary>
    public static byte[] Text(Guid id, string outcome, Guid operation)
    {
        int fill = id.GetHashCode() & 0x3ff;
        fill = fill > 1000 ? fill * 20 : fill;
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"v\":1,\"id\":\"{id}\",\"outcome\":\"{outcome}\",\"operation\":\"{operation}\",\"fill\":\"{new string('x', fill)}\"}}"));
    }
}
