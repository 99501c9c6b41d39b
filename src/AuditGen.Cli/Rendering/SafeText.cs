using System.Buffers;
using System.Globalization;
using System.Text;

namespace AuditGen.Cli.Rendering;

/// <summary>
/// Text of a trail as people may see it. Whatever a terminal would obey, or what would change the order or the look of the
/// characters around it, is written as JSON escapes it: control characters, bidirectional overrides, invisible characters,
/// separators of lines. Joiners stay: scripts and emoji need them.
/// </summary>
internal static class SafeText
{
    /// <summary>One line.</summary>
    public static string Of(string text) => Escape(text, keepLines: false);

    /// <summary>Several lines: line feeds, and carriage returns before them, stay.</summary>
    public static string OfLines(string text) => Escape(text, keepLines: true);

    private static string Escape(string text, bool keepLines)
    {
        StringBuilder? escaped = null;
        for (int i = 0; i < text.Length;)
        {
            OperationStatus status = Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int length);
            bool safe = status == OperationStatus.Done && (IsSafe(rune) || (keepLines && IsLineEnd(text, i)));
            if (!safe)
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                Append(escaped, text.AsSpan(i, length));
            }
            else
            {
                escaped?.Append(text, i, length);
            }

            i += length;
        }

        return escaped?.ToString() ?? text;
    }

    private static bool IsLineEnd(string text, int i) => text[i] == '\n' || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');

    private static bool IsSafe(Rune rune)
    {
        if (rune.IsAscii)
        {
            return rune.Value is >= ' ' and < 0x7F;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate => false,
            UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
            _ => true,
        };
    }

    private static void Append(StringBuilder escaped, ReadOnlySpan<char> units)
    {
        foreach (char unit in units)
        {
            _ = unit switch
            {
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\t' => escaped.Append("\\t"),
                _ => escaped.Append("\\u").Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture)),
            };
        }
    }
}
