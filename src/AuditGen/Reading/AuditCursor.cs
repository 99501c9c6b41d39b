using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace AuditGen.Reading;

/// <summary>
/// Where a traversal stands. It remembers what the store held when the traversal began, so that its pages together hold
/// exactly those events, each once, however much is written meanwhile, late events with older ids included.
/// </summary>
/// <param name="Last">The id of the last event given.</param>
/// <param name="Until">Only events with a journal index below this belong to the traversal.</param>
public sealed record AuditCursor(Guid Last, long Until)
{
    private const int Size = 24;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AuditCursor? cursor)
    {
        cursor = null;
        Span<byte> bytes = stackalloc byte[Size];
        if (text is not { Length: 32 } || Base64Url.DecodeFromChars(text, bytes, out _, out int written) != OperationStatus.Done || written != Size)
        {
            return false;
        }

        long until = BinaryPrimitives.ReadInt64BigEndian(bytes[16..]);
        cursor = until < 0 ? null : new AuditCursor(new Guid(bytes[..16], bigEndian: true), until);
        return cursor is not null;
    }

    /// <summary>An opaque text, safe in a URL: 32 characters.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Last.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], Until);
        return Base64Url.EncodeToString(bytes);
    }
}
