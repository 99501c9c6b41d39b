using System.Text;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Store;

/// <summary>
/// The words of one segment's full-text index: which there are, through an <c>fts5vocab</c> table, which belongs to the connection
/// and is nothing stored; and how much room they take, from the index that FTS5 keeps of its pages.
/// </summary>
internal sealed class SegmentWords : IDisposable
{
    // What FTS5 puts before the terms of its main index.
    private const byte MainIndex = (byte)'0';

    private readonly SqliteStatement _from;
    private readonly SqliteStatement _pages;

    public SegmentWords(SqliteDatabase database)
    {
        // Of the three kinds of such tables this one alone does not count the events of a word before it names it.
        database.Execute(
            "PRAGMA query_only = OFF; PRAGMA temp_store = MEMORY; "
            + "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, instance); PRAGMA query_only = ON");
        _from = database.Prepare("SELECT term FROM temp.vocabulary WHERE term >= ?1 ORDER BY term LIMIT 1");

        // words_idx names, for each part of the index, the first term of a page and twice the number of the page.
        _pages = database.Prepare(
            """
            SELECT sum(max(0,
              coalesce(
                (SELECT pgno / 2 FROM words_idx WHERE segid = part.segid AND term >= ?2 ORDER BY term LIMIT 1),
                (SELECT max(pgno) / 2 + 1 FROM words_idx WHERE segid = part.segid))
              - coalesce((SELECT pgno / 2 FROM words_idx WHERE segid = part.segid AND term <= ?1 ORDER BY term DESC LIMIT 1), 0) - 1))
            FROM (SELECT DISTINCT segid FROM words_idx) AS part
            """);
    }

    /// <summary>The words that begin so, in UTF-8.</summary>
    /// <param name="beginning">The beginning, as a word is stored.</param>
    /// <param name="most">How many words are of use.</param>
    /// <returns><see langword="null"/> where there are more.</returns>
    public IReadOnlyList<byte[]>? BeginningWith(string beginning, int most)
    {
        byte[] start = Encoding.UTF8.GetBytes(beginning);
        List<byte[]> words = [];
        for (byte[] from = start; Next(from) is { } word && word.AsSpan().StartsWith(start);)
        {
            if (words.Count == most)
            {
                return null;
            }

            words.Add(word);

            // No word has a zero byte: the least that is greater.
            from = [.. word, 0];
        }

        return words;
    }

    /// <summary>About how many pages of the index the words that begin so fill, beside what shares a page with others.</summary>
    public long PagesOf(string beginning)
    {
        byte[] start = [MainIndex, .. Encoding.UTF8.GetBytes(beginning)];
        _pages.BindBlob(1, start);

        // No UTF-8 has this byte: greater than all that begin so.
        _pages.BindBlob(2, [.. start, 0xFF]);
        long pages = _pages.Step() ? _pages.Int64(0) : 0;
        _pages.Reset();
        return pages;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _from.Dispose();
        _pages.Dispose();
    }

    private byte[]? Next(byte[] from)
    {
        _from.BindText(1, from);
        byte[]? word = _from.Step() ? _from.Bytes(0).ToArray() : null;
        _from.Reset();
        return word;
    }
}
