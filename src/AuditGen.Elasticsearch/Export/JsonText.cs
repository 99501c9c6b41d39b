using System.Numerics;
using System.Runtime.Intrinsics;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Export;

/// <summary>Copies pieces of JSON text into other JSON text without decoding them.</summary>
internal static class JsonText
{
    /// <summary>
    /// Copies JSON text, escapes and all; an escaped surrogate without its other half becomes U+FFFD, which is the only
    /// difference that a value can show between the event and the fields it is found by.
    /// </summary>
    public static void Copy(ReadOnlySpan<byte> json, PooledBytes target)
    {
        while (true)
        {
            int found = json.IndexOf("\\u"u8);
            if (found < 0)
            {
                target.Write(json);
                return;
            }

            // Behind an odd backslash the u is a letter: "\\u" is a backslash and a u.
            int length = IsEscaped(json, found) ? 2 : CopyEscape(json[found..], json[..found], target);
            if (length == 2)
            {
                target.Write(json[..(found + 2)]);
            }

            json = json[(found + length)..];
        }
    }

    /// <summary>Writes text, JSON or not, as what stands between the quotes of a JSON string.</summary>
    /// <remarks>The source holds no control characters: JSON escapes them already.</remarks>
    public static void Quote(ReadOnlySpan<byte> source, PooledBytes target)
    {
        // At worst every byte is escaped; sixteen more leave room for whole vectors.
        Span<byte> span = target.GetSpan((source.Length * 2) + Vector128<byte>.Count);
        int to = 0;
        int from = 0;
        while (source.Length - from >= Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(source[from..]);
            uint marked = (Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits();
            bytes.CopyTo(span[to..]);
            if (marked == 0)
            {
                from += Vector128<byte>.Count;
                to += Vector128<byte>.Count;
                continue;
            }

            int plain = BitOperations.TrailingZeroCount(marked);
            span[to + plain] = (byte)'\\';
            span[to + plain + 1] = source[from + plain];
            from += plain + 1;
            to += plain + 2;
        }

        for (; from < source.Length; from++)
        {
            if (source[from] is (byte)'"' or (byte)'\\')
            {
                span[to++] = (byte)'\\';
            }

            span[to++] = source[from];
        }

        target.Advance(to);
    }

    /// <summary>The longest beginning of a text that has at most so many UTF-16 units and breaks nothing apart.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="maxUnits">At most so many units.</param>
    /// <param name="escaped">Whether it is the inside of a JSON string, so that an escape counts as what it stands for.</param>
    /// <param name="units">How many units the beginning has, at least where it was cut; the number of bytes otherwise.</param>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int maxUnits, bool escaped, out int units)
    {
        // No character has more units than bytes.
        if (text.Length <= maxUnits)
        {
            units = text.Length;
            return text;
        }

        int end = 0;
        units = 0;
        while (end < text.Length)
        {
            (int length, int width) = Character(text[end..], escaped);
            if (units + width > maxUnits)
            {
                break;
            }

            end += length;
            units += width;
        }

        return text[..end];
    }

    /// <summary>How many UTF-16 units the inside of a JSON string stands for.</summary>
    public static int UnitsOf(ReadOnlySpan<byte> inside)
    {
        int units = 0;
        while (!inside.IsEmpty)
        {
            (int length, int width) = Character(inside, escaped: true);
            units += width;
            inside = inside[length..];
        }

        return units;
    }

    /// <summary>The depth to which containers are nested in a JSON value: 0 for a scalar.</summary>
    public static int Depth(ReadOnlySpan<byte> json)
    {
        int depth = 0;
        int deepest = 0;
        bool inString = false;
        for (int i = 0; i < json.Length; i++)
        {
            switch (json[i])
            {
                case (byte)'\\' when inString:
                    i++;
                    break;
                case (byte)'"':
                    inString = !inString;
                    break;
                case (byte)'{' or (byte)'[' when !inString:
                    deepest = Math.Max(deepest, ++depth);
                    break;
                case (byte)'}' or (byte)']' when !inString:
                    depth--;
                    break;
                default:
                    break;
            }
        }

        return deepest;
    }

    private static bool IsEscaped(ReadOnlySpan<byte> json, int backslash)
    {
        int before = backslash;
        while (before > 0 && json[before - 1] == (byte)'\\')
        {
            before--;
        }

        return ((backslash - before) & 1) == 1;
    }

    /// <summary>Writes what stands before the escape, and the escape; says how long the escape was, 2 if it was left to the caller.</summary>
    private static int CopyEscape(ReadOnlySpan<byte> escape, ReadOnlySpan<byte> before, PooledBytes target)
    {
        int unit = Unit(escape);
        if (unit is < 0xD800 or > 0xDFFF)
        {
            return 2;
        }

        target.Write(before);
        if (unit < 0xDC00 && Unit(escape.Length > 6 ? escape[6..] : default) is >= 0xDC00 and <= 0xDFFF)
        {
            target.Write(escape[..12]);
            return 12;
        }

        target.Write("\\ufffd"u8);
        return 6;
    }

    /// <summary>The UTF-16 unit that an escape names, or -1 where there is no such escape.</summary>
    internal static int Unit(ReadOnlySpan<byte> escape)
        => escape.Length >= 6 && escape.StartsWith("\\u"u8)
            && ushort.TryParse(escape[2..6], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out ushort unit)
            ? unit
            : -1;

    /// <summary>Bytes and UTF-16 units of the first character.</summary>
    private static (int Length, int Units) Character(ReadOnlySpan<byte> text, bool escaped)
    {
        byte first = text[0];
        if (escaped && first == (byte)'\\')
        {
            if (text.Length < 6 || text[1] != (byte)'u')
            {
                return (2, 1);
            }

            bool pair = Unit(text) is >= 0xD800 and < 0xDC00 && Unit(text[6..]) is >= 0xDC00 and <= 0xDFFF;
            return pair ? (12, 2) : (6, 1);
        }

        return first switch
        {
            < 0x80 => (1, 1),
            < 0xE0 => (2, 1),
            < 0xF0 => (3, 1),
            _ => (4, 2),
        };
    }
}
