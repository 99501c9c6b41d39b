using System.Buffers;
using System.Globalization;
using System.Text;

namespace AuditGen.Reading;

/// <summary>
/// Cuts text into words, the same for every store: runs of letters, digits and marks, in lower case; each Han or Hiragana
/// character is a word of its own; a UUID is one word, without its hyphens; a word longer than 64 characters is cut there.
/// </summary>
public static class AuditWords
{
    /// <summary>The most characters (UTF-16 units) of a word that count.</summary>
    public const int MaxLength = 64;

    private const int UuidLength = 36;

    /// <summary>Adds each word of the text, in order.</summary>
    /// <param name="text">Any text; lone surrogates separate words.</param>
    /// <param name="words">Takes the words.</param>
    public static void AddTo(ReadOnlySpan<char> text, ICollection<string> words)
    {
        Span<char> word = stackalloc char[MaxLength];
        int length = 0;
        while (!text.IsEmpty)
        {
            int consumed = 1;
            if (length == 0 && IsUuid(text))
            {
                words.Add(string.Concat(text[..8], text[9..13], text[14..18], string.Concat(text[19..23], text[24..UuidLength])).ToLowerInvariant());
                consumed = UuidLength;
            }
            else if (char.IsAscii(text[0]))
            {
                char c = text[0];
                if (!char.IsAsciiLetterOrDigit(c))
                {
                    Flush(word, ref length, words);
                }
                else if (length < MaxLength)
                {
                    word[length++] = char.ToLowerInvariant(c);
                }
            }
            else
            {
                // An invalid sequence decodes to the replacement character, which is no letter.
                Rune.DecodeFromUtf16(text, out Rune rune, out consumed);
                Take(rune, word, ref length, words);
            }

            text = text[consumed..];
        }

        Flush(word, ref length, words);
    }

    /// <summary>The words of a text, in order, repeated where the text repeats them.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        List<string> words = [];
        AddTo(text, words);
        return words;
    }

    /// <summary>Whether the last character of the text belongs to a word.</summary>
    internal static bool EndsInWord(ReadOnlySpan<char> text) =>
        Rune.DecodeLastFromUtf16(text, out Rune last, out _) == OperationStatus.Done && IsWordPart(last);

    /// <summary>Whether the first character of the text belongs to a word.</summary>
    internal static bool BeginsInWord(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out Rune first, out _) == OperationStatus.Done && IsWordPart(first);

    private static bool IsUuid(ReadOnlySpan<char> text)
    {
        if (text.Length < UuidLength || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        {
            return false;
        }

        for (int i = 0; i < UuidLength; i++)
        {
            if (!char.IsAsciiHexDigit(text[i]) && i is not (8 or 13 or 18 or 23))
            {
                return false;
            }
        }

        return !BeginsInWord(text[UuidLength..]);
    }

    private static void Take(Rune rune, Span<char> word, ref int length, ICollection<string> words)
    {
        if (!IsWordPart(rune))
        {
            Flush(word, ref length, words);
            return;
        }

        bool alone = IsWordAlone(rune.Value);
        if (alone)
        {
            Flush(word, ref length, words);
        }

        Rune lower = Rune.ToLowerInvariant(rune);
        if (length + lower.Utf16SequenceLength <= MaxLength)
        {
            length += lower.EncodeToUtf16(word[length..]);
        }

        if (alone)
        {
            Flush(word, ref length, words);
        }
    }

    internal static bool IsWordPart(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    // Hiragana; Han with its extensions and compatibility forms.
    internal static bool IsWordAlone(int value) => value
        is (>= 0x3041 and <= 0x309F) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x323AF);

    private static void Flush(Span<char> word, ref int length, ICollection<string> words)
    {
        if (length > 0)
        {
            words.Add(new string(word[..length]));
            length = 0;
        }
    }
}
