using System.Text.Json;

namespace AuditGen.Values;

/// <summary>Codec of enums where only a name fits: keys of elements and dictionaries.</summary>
/// <typeparam name="T">The enum.</typeparam>
/// <typeparam name="TNames">Its generated names.</typeparam>
public readonly struct EnumNameCodec<T, TNames> : IAuditValueCodec<T>
    where T : unmanaged, Enum
    where TNames : IAuditEnumNames<T>
{
    /// <inheritdoc/>
    public static bool IsString => true;

    /// <inheritdoc/>
    public static void Write(AuditTextWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString(EnumCodec<T, TNames>.NameOf(value));
    }

    /// <inheritdoc/>
    public static T Read(ref Utf8JsonReader reader) => EnumCodec<T, TNames>.TryParse(JsonText.ReadRequired(ref reader), out T value)
        ? value
        : throw new FormatException("The recorded name is none of the enum's.");

    /// <inheritdoc/>
    public static bool Equal(T left, T right) => EnumCodec<T, TNames>.Equal(left, right);
}
