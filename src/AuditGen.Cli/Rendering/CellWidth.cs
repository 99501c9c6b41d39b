using System.Globalization;
using System.Text;

namespace AuditGen.Cli.Rendering;

/// <summary>How many columns of a terminal text takes: marks none, East Asian wide characters and emoji two.</summary>
internal static class CellWidth
{
    /// <summary>The columns of a text without control characters.</summary>
    public static int Of(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    /// <summary>As many characters from the beginning as fit; never less than one.</summary>
    public static int Fitting(ReadOnlySpan<char> text, int width)
    {
        int used = 0;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Of(rune);
            if (used > width && length > 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    /// <summary>The text, or what fits of it with an ellipsis.</summary>
    public static string Cut(string text, int width) =>
        Of(text) <= width ? text : string.Concat(text.AsSpan(0, Fitting(text, Math.Max(1, width - 1))), "…");

    private static int Of(Rune rune)
    {
        if (rune.IsAscii)
        {
            return 1;
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            ? 0
            : IsWide(rune.Value) ? 2 : 1;
    }

    // Unicode Standard Annex 11: wide and full-width characters, and the blocks of emoji.
    private static bool IsWide(int value) => value
        is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
