using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>
/// Codec of floating-point numbers: the shortest text that reads back the same. Zero and minus zero differ; all
/// not-a-numbers are one value.
/// </summary>
/// <typeparam name="T"><see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
public readonly struct FloatCodec<T> : IAuditValueCodec<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumber(value);
    }

    /// <inheritdoc/>
    public static T Read(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? T.Parse(JsonText.ReadRequired(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture)
        : JsonText.ReadNumber<T>(ref reader);

    /// <inheritdoc/>
    public static bool Equal(T left, T right) =>
        T.IsNaN(left) ? T.IsNaN(right) : left == right && T.IsNegative(left) == T.IsNegative(right);
}
