using System.Numerics;
using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of integers of any size, with all their digits.</summary>
/// <typeparam name="T">An integer type of the base class library.</typeparam>
public readonly struct NumberCodec<T> : IAuditValueCodec<T>
    where T : struct, IBinaryInteger<T>
{
    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumber(value);
    }

    /// <inheritdoc/>
    public static T Read(ref Utf8JsonReader reader) => JsonText.ReadNumber<T>(ref reader);

    /// <inheritdoc/>
    public static bool Equal(T left, T right) => left == right;
}
