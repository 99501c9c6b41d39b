using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="Guid"/>: lower case, with hyphens.</summary>
public readonly struct GuidCodec : IAuditValueCodec<Guid>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, Guid value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteGuid(value);
    }

    /// <inheritdoc/>
    public static Guid Read(ref Utf8JsonReader reader) => Guid.ParseExact(JsonText.ReadRequired(ref reader), "D");

    /// <inheritdoc/>
    public static bool Equal(Guid left, Guid right) => left == right;
}
