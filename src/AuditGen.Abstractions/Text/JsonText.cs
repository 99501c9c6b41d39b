using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AuditGen;

/// <summary>Reads scalar values of event texts back, for the codecs.</summary>
internal static class JsonText
{
    /// <summary>The string that the reader stands on, or <see langword="null"/> for JSON null.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static string? ReadString(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => JsonStrings.Read(ref reader),
        _ => throw Unexpected(ref reader, "a string"),
    };

    /// <summary>The string that the reader stands on.</summary>
    /// <exception cref="FormatException">It is no string.</exception>
    public static string ReadRequired(ref Utf8JsonReader reader) => ReadString(ref reader) ?? throw Unexpected(ref reader, "a string");

    /// <summary>The number that the reader stands on.</summary>
    /// <exception cref="FormatException">It is no number, or none of this type.</exception>
    /// <exception cref="OverflowException">It is out of the range of the type.</exception>
    public static T ReadNumber<T>(ref Utf8JsonReader reader)
        where T : INumberBase<T>
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw Unexpected(ref reader, "a number");
        }

        return T.Parse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The exception for a token that a codec does not write; it names what was expected, never the value.</summary>
    public static FormatException Unexpected(ref Utf8JsonReader reader, string expected) =>
        new($"The recorded value is {reader.TokenType}, not {expected}.");
}
