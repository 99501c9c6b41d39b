using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace AuditGen.Ledger;

/// <summary>The state of a log at one size, in the format of C2SP <c>tlog-checkpoint</c>.</summary>
/// <param name="Origin">The name of the log.</param>
/// <param name="Size">Number of leaves.</param>
/// <param name="Root">The root of the tree of that size.</param>
public sealed record LedgerCheckpoint(string Origin, long Size, Sha256Hash Root)
{
    private const string TimestampPrefix = "Timestamp: ";
    private const long NanosecondsPerTick = 100;

    /// <summary>Lines after the root, without newlines; opaque to others.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];

    /// <summary>
    /// When the checkpoint was signed, by the signer's clock, from the extension line <c>Timestamp: nanoseconds since 1970</c>
    /// (the line that Sigstore's Rekor writes); <see langword="null"/> where there is none.
    /// </summary>
    public DateTimeOffset? Timestamp => Extensions
        .Where(static line => line.StartsWith(TimestampPrefix, StringComparison.Ordinal))
        .Select(static line => ParseTimestamp(line.AsSpan(TimestampPrefix.Length)))
        .FirstOrDefault();

    /// <summary>A checkpoint that says when it was signed.</summary>
    public static LedgerCheckpoint Create(string origin, long size, in Sha256Hash root, DateTimeOffset timestamp)
    {
        long nanoseconds = (timestamp.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * NanosecondsPerTick;
        return new LedgerCheckpoint(origin, size, root)
        {
            Extensions = [TimestampPrefix + nanoseconds.ToString(CultureInfo.InvariantCulture)],
        };
    }

    /// <summary>Reads the text of a checkpoint: the text of its note, without signatures.</summary>
    /// <param name="text">The text, its final newline included.</param>
    /// <exception cref="FormatException">It is malformed: says how.</exception>
    public static LedgerCheckpoint Parse(ReadOnlySpan<byte> text)
    {
        string decoded = Encoding.UTF8.GetString(text);
        if (!decoded.EndsWith('\n'))
        {
            throw new FormatException("The checkpoint does not end with a newline.");
        }

        string[] lines = decoded[..^1].Split('\n');
        if (lines.Length < 3 || lines.Any(static line => line.Length == 0))
        {
            throw new FormatException("A checkpoint has three or more lines, none of them empty: origin, size, root.");
        }

        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            || !string.Equals(size.ToString(CultureInfo.InvariantCulture), lines[1], StringComparison.Ordinal))
        {
            throw new FormatException($"The checkpoint's size '{lines[1]}' is not a decimal number without leading zeroes.");
        }

        return Sha256Hash.TryParseBase64(lines[2], out Sha256Hash root)
            ? new LedgerCheckpoint(lines[0], size, root) { Extensions = [.. lines.AsSpan(3)] }
            : throw new FormatException($"The checkpoint's root '{lines[2]}' is not the base64 of 32 bytes.");
    }

    /// <summary>The text that is signed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder()
            .Append(Origin).Append('\n')
            .Append(Size.ToString(CultureInfo.InvariantCulture)).Append('\n')
            .Append(Root.ToBase64()).Append('\n');
        foreach (string line in Extensions)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static DateTimeOffset? ParseTimestamp(ReadOnlySpan<char> nanoseconds) =>
        long.TryParse(nanoseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? DateTimeOffset.UnixEpoch.AddTicks(value / NanosecondsPerTick)
            : null;
}
