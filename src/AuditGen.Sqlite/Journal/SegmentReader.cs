using System.Collections.Immutable;
using System.Text;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite.Native;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Journal;

/// <summary>Reads one segment, beside its writer or long after. What it returns has been checked bit for bit.</summary>
internal sealed class SegmentReader : IDisposable
{
    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(10);

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _select;
    private readonly Dictionary<int, string> _contexts = [];
    private SqliteStatement? _selectLeaves;

    private SegmentReader(SqliteDatabase database, long firstIndex)
    {
        _database = database;
        FirstIndex = firstIndex;
        _select = database.Prepare("SELECT idx, id, context, leaf, crc, text FROM events WHERE idx >= ?1 ORDER BY idx");
    }

    /// <summary>Index of the segment's first event.</summary>
    public long FirstIndex { get; }

    /// <summary>Opens a segment for reading.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="origin">The name of the log.</param>
    /// <param name="firstIndex">Index of the segment's first event.</param>
    /// <param name="schema">The schema it must have.</param>
    /// <param name="isClosed">Whether another segment follows, so that nobody writes this one any more.</param>
    /// <returns><see langword="null"/> where the file is gone, or its creation has not finished.</returns>
    /// <exception cref="JournalException">The file is not a sound segment of that log that begins at the index.</exception>
    public static SegmentReader? Open(string folder, string origin, long firstIndex, JournalSchema schema, bool isClosed)
    {
        string path = SegmentName.PathOf(folder, firstIndex);
        if (!File.Exists(path))
        {
            return null;
        }

        SqliteDatabase? database = null;
        try
        {
            // A closed segment whose log is empty is one plain file: reading it needs neither room nor rights beside it.
            database = isClosed && !SegmentName.HasLog(path) ? SqliteDatabase.Open(path, SqliteAccess.ReadImmutable, s_busy) : OpenFile(path);
            if (JournalSchema.IsEmpty(database))
            {
                database.Dispose();
                return null;
            }

            CheckHeader(database, schema, origin, firstIndex);
            return new SegmentReader(database, firstIndex);
        }
        catch (SqliteException e)
        {
            database?.Dispose();
            throw new JournalException($"{path} cannot be read: {e.Message}", innerException: e);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    /// <summary>Opens a database file for reading, also on a medium where nothing can be created beside it.</summary>
    public static SqliteDatabase OpenFile(string path)
    {
        SqliteDatabase database = SqliteDatabase.Open(path, SqliteAccess.Read, s_busy);
        try
        {
            _ = database.ReadInt64("PRAGMA user_version");
            return database;
        }
        catch (SqliteException) when (!SegmentName.HasLog(path))
        {
            database.Dispose();
            return SqliteDatabase.Open(path, SqliteAccess.ReadImmutable, s_busy);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Checks the schema, its guards and the header of a segment.</summary>
    public static void CheckHeader(SqliteDatabase database, JournalSchema schema, string origin, long firstIndex)
    {
        schema.Verify(database);
        using SqliteStatement statement = database.Prepare("SELECT origin, first_index FROM segment");
        if (!statement.Step())
        {
            throw new JournalException($"{database.Path} is damaged: its header is missing.");
        }

        string found = statement.Text(0);
        long first = statement.Int64(1);
        statement.Reset();
        if (!string.Equals(found, origin, StringComparison.Ordinal) || first != firstIndex)
        {
            throw new JournalException($"{database.Path} belongs to the log '{found}' at index {first}, not to '{origin}' at index {firstIndex}: "
                + "segment files have been exchanged. Restore the folder from a backup.");
        }
    }

    /// <summary>Checks the index and the checksum of the current row of idx, id, context, leaf, crc.</summary>
    public static void CheckFrame(string path, SqliteStatement row, long expected)
    {
        long index = row.Int64(0);
        if (index != expected)
        {
            throw new JournalException($"{path} is damaged: the event at index {expected} is missing, the next one found is {index}.");
        }

        ReadOnlySpan<byte> id = row.Bytes(1);
        ReadOnlySpan<byte> leaf = row.Bytes(3);
        if (id.Length != 16 || leaf.Length != Sha256Hash.Size || RecordChecksum.Of(index, id, row.Bytes(2), leaf) != row.Int64(4))
        {
            throw new JournalException($"{path} is damaged: the event at index {index} has a wrong checksum.");
        }
    }

    /// <summary>Reads the intents of the last segment.</summary>
    public static ImmutableArray<JournalIntent> ReadIntents(SqliteDatabase database)
    {
        var found = ImmutableArray.CreateBuilder<JournalIntent>();
        using SqliteStatement statement = database.Prepare("SELECT operation, context, crc, text FROM intents ORDER BY operation");
        while (statement.Step())
        {
            ReadOnlySpan<byte> id = statement.Bytes(0);
            if (id.Length != 16 || RecordChecksum.Of(0, id, statement.Bytes(1), statement.Bytes(3)) != statement.Int64(2))
            {
                throw new JournalException($"{database.Path} is damaged: an open intent ({Convert.ToHexStringLower(id)}) has a wrong checksum.");
            }

            found.Add(new JournalIntent(new Guid(id, bigEndian: true), statement.Text(1), statement.Bytes(3).ToArray()));
        }

        return found.DrainToImmutable();
    }

    /// <summary>Adds records to the page, from an index on, until the page holds that many records or bytes, or the segment ends.</summary>
    /// <returns>Index of the first record not read.</returns>
    /// <exception cref="JournalException">A record is damaged: says where.</exception>
    public long Read(long fromIndex, JournalPage page, int maxRecords, int maxBytes)
    {
        long next = fromIndex;
        _select.Bind(1, fromIndex);
        try
        {
            while (page.Count < maxRecords && page.Bytes < maxBytes && _select.Step())
            {
                Add(page, next);
                next++;
            }
        }
        catch (SqliteException e)
        {
            throw new JournalException($"{_database.Path} is damaged: it cannot be read at index {next}: {e.Message}", innerException: e);
        }
        finally
        {
            _select.Reset();
        }

        return next;
    }

    /// <summary>Reads leaf hashes without the texts, from an index on; each is checked against its checksum.</summary>
    /// <returns>How many were read.</returns>
    /// <exception cref="JournalException">A record is damaged: says where.</exception>
    public int ReadLeaves(long fromIndex, Span<Sha256Hash> leaves)
    {
        _selectLeaves ??= _database.Prepare("SELECT idx, id, context, leaf, crc FROM events WHERE idx >= ?1 ORDER BY idx LIMIT ?2");
        _selectLeaves.Bind(1, fromIndex);
        _selectLeaves.Bind(2, leaves.Length);
        int count = 0;
        try
        {
            while (count < leaves.Length && _selectLeaves.Step())
            {
                CheckFrame(_database.Path, _selectLeaves, fromIndex + count);
                leaves[count++] = Sha256Hash.FromBytes(_selectLeaves.Bytes(3));
            }
        }
        catch (SqliteException e)
        {
            throw new JournalException($"{_database.Path} is damaged: it cannot be read at index {fromIndex + count}: {e.Message}", innerException: e);
        }
        finally
        {
            _selectLeaves.Reset();
        }

        return count;
    }

    /// <summary>Index that follows the last event of the segment.</summary>
    public long ReadNextIndex()
    {
        using SqliteStatement statement = _database.Prepare("SELECT coalesce(max(idx) + 1, ?1) FROM events");
        statement.Bind(1, FirstIndex);
        statement.Step();
        long next = statement.Int64(0);
        statement.Reset();
        return next;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _select.Dispose();
        _selectLeaves?.Dispose();
        _database.Dispose();
    }

    private void Add(JournalPage page, long expected)
    {
        CheckFrame(_database.Path, _select, expected);
        ReadOnlySpan<byte> text = _select.Bytes(5);
        Sha256Hash leaf = Sha256Hash.FromBytes(_select.Bytes(3));
        if (Sha256Hash.OfLeaf(text) != leaf)
        {
            throw new JournalException($"{_database.Path} is damaged: the text of the event at index {expected} does not match its hash.");
        }

        page.Add(expected, new Guid(_select.Bytes(1), bigEndian: true), Context(_select.Bytes(2)), text, leaf);
    }

    private string Context(ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8);
        int key = hash.ToHashCode();
        if (_contexts.TryGetValue(key, out string? known) && Encoding.UTF8.GetByteCount(known) == utf8.Length)
        {
            Span<byte> bytes = utf8.Length <= 256 ? stackalloc byte[utf8.Length] : new byte[utf8.Length];
            Encoding.UTF8.GetBytes(known, bytes);
            if (bytes.SequenceEqual(utf8))
            {
                return known;
            }
        }

        string context = Encoding.UTF8.GetString(utf8);
        if (_contexts.Count < 4096)
        {
            _contexts[key] = context;
        }

        return context;
    }
}
