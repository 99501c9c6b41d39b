using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of <see cref="decimal"/>: the scale is part of the value, so <c>1.0</c> and <c>1.00</c> differ.</summary>
public readonly struct DecimalCodec : IAuditValueCodec<decimal>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, decimal value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumber(value);
    }

    /// <inheritdoc/>
    public static decimal Read(ref Utf8JsonReader reader) => JsonText.ReadNumber<decimal>(ref reader);

    /// <inheritdoc/>
    public static bool Equal(decimal left, decimal right) => left == right && left.Scale == right.Scale;
}
