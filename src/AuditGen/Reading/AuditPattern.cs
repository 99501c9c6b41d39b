using System.Collections.Immutable;
using System.Text;

namespace AuditGen.Reading;

/// <summary>
/// A pattern over a whole text: <c>*</c> stands for any run of characters, <c>\*</c> for a star, <c>\\</c> for a backslash;
/// every other character for itself.
/// </summary>
public sealed class AuditPattern
{
    private AuditPattern(ImmutableArray<string> pieces)
    {
        Pieces = pieces;
    }

    /// <summary>The literal pieces between the stars: one piece means no star.</summary>
    public ImmutableArray<string> Pieces { get; }

    /// <summary>Whether there is no star: the text must be equal.</summary>
    public bool IsExact => Pieces.Length == 1;

    /// <summary>Reads a pattern. Every text is one.</summary>
    public static AuditPattern Parse(string pattern)
    {
        ImmutableArray<string>.Builder pieces = ImmutableArray.CreateBuilder<string>();
        StringBuilder piece = new();
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*')
            {
                pieces.Add(piece.ToString());
                piece.Clear();
                continue;
            }

            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '\\')
            {
                i++;
            }

            piece.Append(pattern[i]);
        }

        pieces.Add(piece.ToString());
        return new AuditPattern(pieces.DrainToImmutable());
    }

    /// <summary>Writes characters so that a pattern takes them literally.</summary>
    public static string Escape(string literal) =>
        literal.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    /// <summary>The pattern that matches where this one matches what follows some <paramref name="separator"/> after <paramref name="before"/>.</summary>
    internal AuditPattern After(AuditPattern before, string separator) =>
        new([.. before.Pieces[..^1], before.Pieces[^1] + separator + Pieces[0], .. Pieces[1..]]);

    /// <summary>Whether the whole text matches.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ignoreCase">Whether ASCII letters are compared without regard to case.</param>
    public bool Matches(ReadOnlySpan<char> text, bool ignoreCase)
    {
        if (IsExact)
        {
            return text.Length == Pieces[0].Length && IndexOf(text, Pieces[0], ignoreCase) == 0;
        }

        string first = Pieces[0];
        string last = Pieces[^1];
        if (text.Length < first.Length + last.Length || IndexOf(text[..first.Length], first, ignoreCase) != 0
            || IndexOf(text[^last.Length..], last, ignoreCase) != 0)
        {
            return false;
        }

        text = text[first.Length..^last.Length];
        for (int i = 1; i < Pieces.Length - 1; i++)
        {
            int at = IndexOf(text, Pieces[i], ignoreCase);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + Pieces[i].Length)..];
        }

        return true;
    }

    private static int IndexOf(ReadOnlySpan<char> text, string piece, bool ignoreCase)
    {
        if (!ignoreCase)
        {
            return text.IndexOf(piece, StringComparison.Ordinal);
        }

        for (int start = 0; start <= text.Length - piece.Length; start++)
        {
            if (EqualsIgnoreCase(text.Slice(start, piece.Length), piece))
            {
                return start;
            }
        }

        return -1;
    }

    private static bool EqualsIgnoreCase(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            char a = left[i];
            char b = right[i];
            if (a != b && ((a | 0x20) != (b | 0x20) || !char.IsAsciiLetter(a)))
            {
                return false;
            }
        }

        return true;
    }
}
