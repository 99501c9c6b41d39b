using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of members marked <see cref="Sensitivity.Mask"/>: <c>{"$masked":true}</c>, or null.</summary>
public readonly struct MaskCodec : IAuditValueCodec<AuditSecret>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, AuditSecret value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRaw(value.IsNull ? "null"u8 : "{\"$masked\":true}"u8);
    }

    /// <inheritdoc/>
    public static AuditSecret Read(ref Utf8JsonReader reader) => AuditSecret.Read(ref reader);

    /// <inheritdoc/>
    public static bool Equal(AuditSecret left, AuditSecret right) => left == right;
}
