using System.Collections.Immutable;
using AuditGen.Reading;
using AuditGen.Sqlite.Native;

namespace AuditGen.Sqlite.Store;

/// <summary>What writing a live segment and building an archive share: dictionary, counters and full-text index of one file.</summary>
internal sealed class SegmentFiller : IDisposable
{
    /// <summary>The day under which the counts of a whole segment are kept.</summary>
    public const int WholeSegment = -1;

    /// <summary>The dimension under which events are counted by hour: the term is the hour of the day.</summary>
    public const int Hours = PreparedEvent.Dimensions;

    private readonly Dictionary<string, int>[] _terms = new Dictionary<string, int>[PreparedEvent.Dimensions];
    private readonly Dictionary<(int Dimension, int Day, int Term), int> _counts = [];
    private readonly SqliteStatement _insertTerm;
    private readonly SqliteStatement _insertWords;
    private readonly SqliteStatement _count;
    private int _lastTerm;

    public SegmentFiller(SqliteDatabase database)
    {
        for (int i = 0; i < _terms.Length; i++)
        {
            _terms[i] = new Dictionary<string, int>(StringComparer.Ordinal);
        }

        using (SqliteStatement known = database.Prepare("SELECT id, dimension, value FROM terms"))
        {
            while (known.Step())
            {
                int id = (int)known.Int64(0);
                _terms[known.Int64(1)].Add(StoredTerm.Back(known.Text(2)), id);
                _lastTerm = Math.Max(_lastTerm, id);
            }
        }

        _insertTerm = database.Prepare("INSERT INTO terms VALUES (?1, ?2, ?3)");
        _insertWords = database.Prepare("INSERT INTO words(rowid, terms) VALUES (?1, ?2)");
        _count = database.Prepare(
            "INSERT INTO counts VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET events = events + excluded.events");
    }

    /// <summary>Creates the tables of a new file.</summary>
    public static void Create(SqliteDatabase database, Sqlite.Journal.JournalSchema schema, int month, int part)
    {
        schema.Create(database);

        // One flush a transaction instead of one a megabyte, and merges of sixteen: what the index costs is mostly merging.
        database.Execute(
            """
            INSERT INTO words(words, rank) VALUES ('pgsz', 8000);
            INSERT INTO words(words, rank) VALUES ('hashsize', 8388608);
            INSERT INTO words(words, rank) VALUES ('automerge', 16);
            INSERT INTO words(words, rank) VALUES ('crisismerge', 64);
            """);
        using SqliteStatement header = database.Prepare("INSERT INTO segment VALUES (1, ?1, ?2)");
        header.Bind(1, month);
        header.Bind(2, part);
        header.Run();
    }

    /// <summary>Indexes an event and counts it.</summary>
    /// <param name="key">Where it is stored.</param>
    /// <param name="values">Its dimensions.</param>
    /// <param name="terms">What the full-text index gets.</param>
    /// <param name="ids">Takes the terms of its dimensions; 0 for none.</param>
    public void Add(EventKey key, ImmutableArray<string?> values, ReadOnlySpan<byte> terms, Span<int> ids)
    {
        long hour = EventKey.MillisecondOf(key.Month, key.Key) / 3_600_000;
        int day = (int)(hour / 24);
        for (int i = 0; i < values.Length; i++)
        {
            ids[i] = values[i] is { } value ? TermOf(i, value) : 0;
            if (ids[i] != 0)
            {
                Count(i, day, ids[i]);
                Count(i, WholeSegment, ids[i]);
            }
        }

        Count(Hours, day, (int)(hour % 24));
        Count(Hours, WholeSegment, 0);
        _insertWords.Bind(1, key.Key);
        _insertWords.BindText(2, terms);
        _insertWords.Run();
    }

    /// <summary>Writes the counters, before the transaction is committed.</summary>
    public void Flush()
    {
        foreach (((int dimension, int day, int term), int events) in _counts)
        {
            _count.Bind(1, dimension);
            _count.Bind(2, day);
            _count.Bind(3, term);
            _count.Bind(4, events);
            _count.Run();
        }

        _counts.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insertTerm.Dispose();
        _insertWords.Dispose();
        _count.Dispose();
    }

    private void Count(int dimension, int day, int term)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, (dimension, day, term), out _)++;
    }

    private int TermOf(int dimension, string value)
    {
        if (_terms[dimension].TryGetValue(value, out int id))
        {
            return id;
        }

        id = ++_lastTerm;
        _insertTerm.Bind(1, id);
        _insertTerm.Bind(2, dimension);
        _insertTerm.BindText(3, StoredTerm.Of(value));
        _insertTerm.Run();
        _terms[dimension].Add(value, id);
        return id;
    }
}
