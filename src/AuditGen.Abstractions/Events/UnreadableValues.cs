using System.Text.Json;

namespace AuditGen;

/// <summary>
/// Compares values as a business would: of which parts may be encrypted (no two encryptions of one value are alike), and whose
/// numbers came back from a database, which keeps decimals in a scale of its own (12.50 as 12.5).
/// </summary>
internal static class UnreadableValues
{
    private static readonly JsonReaderOptions _options = new() { MaxDepth = AuditEventReader.MaxDepth };

    /// <summary>Whether the text holds an encrypted or erased value.</summary>
    public static bool Contains(ReadOnlySpan<byte> json) => json.IndexOf("\"$sealed\":"u8) >= 0 || json.IndexOf("\"$erased\":"u8) >= 0;

    /// <summary>Whether two values are the same as far as can be read: an encrypted part may be any value but null, a number is what it is worth.</summary>
    public static bool MayBeEqual(AuditValue left, AuditValue right)
    {
        if (left == right)
        {
            return true;
        }

        ReadOnlySpan<byte> first = left.Json.Span;
        ReadOnlySpan<byte> second = right.Json.Span;
        if (first.IsEmpty || second.IsEmpty)
        {
            return false;
        }

        Utf8JsonReader one = new(first, _options);
        Utf8JsonReader other = new(second, _options);
        while (one.Read())
        {
            if (!other.Read())
            {
                return false;
            }

            if (IsUnreadable(one) || IsUnreadable(other))
            {
                if (!IsValue(one.TokenType) || !IsValue(other.TokenType))
                {
                    return false;
                }

                one.Skip();
                other.Skip();
            }
            else if (one.TokenType != other.TokenType || !(one.ValueSpan.SequenceEqual(other.ValueSpan) || IsSameNumber(one, other)))
            {
                return false;
            }
        }

        return !other.Read();
    }

    /// <summary>
    /// Where the element stands that is the value: of several that may be it, the one that is exactly it, for 1.0 and 1.00 can stand in
    /// one collection. -1 where none may be it.
    /// </summary>
    /// <param name="elements">The elements.</param>
    /// <param name="valueOf">An element's value; <see langword="null"/> where it is no candidate.</param>
    /// <param name="value">What is looked for.</param>
    public static int IndexOf<T>(List<T> elements, Func<T, AuditValue?> valueOf, AuditValue value)
    {
        int index = elements.FindIndex(element => valueOf(element) is { } own && own == value);
        return index >= 0 ? index : elements.FindIndex(element => valueOf(element) is { } own && MayBeEqual(own, value));
    }

    private static bool IsSameNumber(in Utf8JsonReader one, in Utf8JsonReader other) =>
        one.TokenType == JsonTokenType.Number && one.TryGetDecimal(out decimal left) && other.TryGetDecimal(out decimal right) && left == right;

    private static bool IsValue(JsonTokenType token) =>
        token is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False;

    private static bool IsUnreadable(Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName
        && (reader.ValueTextEquals("$sealed"u8) || reader.ValueTextEquals("$erased"u8));
}
