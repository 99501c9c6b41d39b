using System.Buffers.Text;

namespace AuditGen;

/// <summary>
/// What an encrypted value is bound to, so that it cannot be moved: the operation, and the place in the event. The operation
/// rather than the event's id, because a command's facts stand in all of its events, and large changes are divided over several.
/// </summary>
internal static class SealBinding
{
    private const int IdLength = 36;

    /// <summary>The place of an actor's name and address.</summary>
    public static ReadOnlySpan<byte> Actor => "actor"u8;

    /// <summary>The place of the name of whom the actor stood in for.</summary>
    public static ReadOnlySpan<byte> OnBehalfOf => "actor/on_behalf_of"u8;

    /// <summary>The place of a resource's name.</summary>
    public static ReadOnlySpan<byte> Resource => "resource"u8;

    /// <summary>What the places of command facts begin with; the fact's name follows.</summary>
    public static ReadOnlySpan<byte> Data => "data/"u8;

    /// <summary>How many bytes the binding takes.</summary>
    public static int LengthOf(ReadOnlySpan<byte> place) => IdLength + 1 + place.Length;

    /// <summary>Writes the binding.</summary>
    public static void Write(Guid operation, ReadOnlySpan<byte> place, Span<byte> destination)
    {
        Utf8Formatter.TryFormat(operation, destination, out _);
        destination[IdLength] = (byte)'\n';
        place.CopyTo(destination[(IdLength + 1)..]);
    }
}
