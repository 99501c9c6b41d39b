using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of nullable value types.</summary>
/// <typeparam name="T">The underlying type.</typeparam>
/// <typeparam name="TCodec">The codec of the underlying type.</typeparam>
public readonly struct NullableCodec<T, TCodec> : IAuditValueCodec<T?>
    where T : struct
    where TCodec : IAuditValueCodec<T>
{
    /// <inheritdoc/>
    public static bool IsString => TCodec.IsString;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, T? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is { } present)
        {
            TCodec.Write(writer, present);
        }
        else
        {
            writer.WriteNull();
        }
    }

    /// <inheritdoc/>
    public static T? Read(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : TCodec.Read(ref reader);

    /// <inheritdoc/>
    public static bool Equal(T? left, T? right) =>
        left.HasValue == right.HasValue && (!left.HasValue || TCodec.Equal(left.GetValueOrDefault(), right.GetValueOrDefault()));
}
