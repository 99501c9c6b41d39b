using System.Text;

namespace AuditGen.Sqlite.Store;

/// <summary>
/// An expression of the full-text index, in bytes: terms that are not words are no text. FTS5 takes what stands between
/// quotation marks as it is, and no term has one.
/// </summary>
internal static class IndexExpression
{
    /// <summary>Events that have a term.</summary>
    public static byte[] Term(ReadOnlySpan<byte> term) => [(byte)'"', .. term, (byte)'"'];

    /// <summary>Events that have a word.</summary>
    public static byte[] Word(string word) => Term(Encoding.UTF8.GetBytes(word));

    /// <summary>Events that have a word with this beginning.</summary>
    public static byte[] Prefix(string beginning) => [.. Word(beginning), (byte)' ', (byte)'*'];

    /// <summary>Events that any of the expressions finds.</summary>
    public static byte[] Any(IReadOnlyList<byte[]> expressions) =>
        expressions.Count == 1 ? expressions[0] : [(byte)'(', .. Join(expressions, " OR "u8), (byte)')'];

    /// <summary>Events that all of the expressions find.</summary>
    public static byte[] All(IReadOnlyList<byte[]> expressions) => Join(expressions, " AND "u8);

    private static byte[] Join(IReadOnlyList<byte[]> expressions, ReadOnlySpan<byte> separator)
    {
        using MemoryStream joined = new();
        for (int i = 0; i < expressions.Count; i++)
        {
            if (i > 0)
            {
                joined.Write(separator);
            }

            joined.Write(expressions[i]);
        }

        return joined.ToArray();
    }
}
