using System.Collections.Immutable;
using System.Globalization;

namespace AuditGen.Ledger;

/// <summary>
/// The text form of the keys a verifier accepts: one a line, <c>vkey [not-before|-] [not-after|-]</c>, separated by spaces,
/// times in ISO 8601 UTC; empty lines and lines that begin with <c>#</c> count for nothing.
/// </summary>
public static class TrustedKeyFile
{
    /// <summary>Reads keys.</summary>
    /// <param name="text">The file's text.</param>
    /// <exception cref="FormatException">A line is malformed: says which and how.</exception>
    public static ImmutableArray<TrustedKey> Parse(string text)
    {
        var keys = ImmutableArray.CreateBuilder<TrustedKey>();
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace() || line.TrimStart()[0] == '#')
            {
                continue;
            }

            string[] parts = line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            try
            {
                keys.Add(new TrustedKey(
                    NoteVerifierKey.Parse(parts[0]),
                    new KeyValidity(
                        ParseTime(parts.ElementAtOrDefault(1)) ?? DateTimeOffset.MinValue,
                        ParseTime(parts.ElementAtOrDefault(2)) ?? DateTimeOffset.MaxValue)));
            }
            catch (FormatException exception)
            {
                throw new FormatException($"Line {number}: {exception.Message}", exception);
            }
        }

        return keys.DrainToImmutable();
    }

    /// <summary>Writes one key as a line, without its end.</summary>
    public static string Format(TrustedKey key) => $"{key.Key} {FormatTime(key.Validity.NotBefore)} {FormatTime(key.Validity.NotAfter)}";

    private static DateTimeOffset? ParseTime(string? text) => text switch
    {
        null or "-" => null,
        _ when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) => time,
        _ => throw new FormatException($"'{text}' is not a time in ISO 8601."),
    };

    private static string FormatTime(DateTimeOffset time) => time == DateTimeOffset.MinValue || time == DateTimeOffset.MaxValue
        ? "-"
        : time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
