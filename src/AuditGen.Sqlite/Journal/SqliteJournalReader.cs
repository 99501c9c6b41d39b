using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Ledger;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Journal;

/// <summary>
/// Reads a journal folder across its segments, in the owning process or beside it. Every record is checked against its
/// checksum and leaf hash: what comes back is what was appended, or an error that says where the damage is.
/// </summary>
public sealed class SqliteJournalReader : IJournalReader, ILeafSource
{
    private readonly string _folder;
    private readonly JournalSchema _schema;
    private readonly Func<long>? _end;
    private ImmutableArray<long> _segments = [];
    private SegmentReader? _current;

    /// <param name="folder">The journal's folder.</param>
    /// <param name="origin">The name of the log.</param>
    /// <param name="schema">The schema of its segments.</param>
    /// <param name="end">
    /// Where the log ends, in the owning process: the database shows a commit a moment before the owner has counted it, and
    /// nobody there is to acknowledge what is not counted.
    /// </param>
    internal SqliteJournalReader(string folder, string origin, JournalSchema schema, Func<long>? end = null)
    {
        _end = end;
        _folder = folder;
        _schema = schema;
        Origin = origin;
    }

    /// <summary>The name of the log.</summary>
    public string Origin { get; }

    /// <summary>Opens the journal in a folder for reading. Needs no ownership and changes nothing.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <exception cref="JournalException">The folder holds no journal that can be read.</exception>
    public static SqliteJournalReader Open(string folder)
    {
        ReadHead(folder, out string origin, out _, out _);
        return new SqliteJournalReader(folder, origin, JournalSchema.Segment);
    }

    /// <summary>What the journal's owner knows about its consumers and its checkpoints, as of now.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="covered">Number of events that a checkpoint covers.</param>
    /// <returns>The consumers' cursors.</returns>
    /// <exception cref="JournalException">The folder holds no journal that can be read.</exception>
    public static ImmutableArray<JournalCursorPosition> ReadPositions(string folder, out long covered)
    {
        ReadHead(folder, out _, out covered, out ImmutableArray<JournalCursorPosition> positions);
        return positions;
    }

    /// <inheritdoc/>
    public void Read(long fromIndex, JournalPage page, int maxRecords = 1024, int maxBytes = 4 * 1024 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromIndex);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRecords, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        page.Clear();
        maxRecords = Limit(fromIndex, maxRecords);
        long next = fromIndex;
        while (page.Count < maxRecords && page.Bytes < maxBytes && Select(next) is { } segment)
        {
            long reached = segment.Read(next, page, maxRecords, maxBytes);
            if (reached == next && !MoveOn(next))
            {
                return;
            }

            next = reached;
        }
    }

    /// <inheritdoc/>
    public int Read(long fromIndex, Span<Sha256Hash> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromIndex);
        leaves = leaves[..Limit(fromIndex, leaves.Length)];
        int count = 0;
        while (count < leaves.Length && Select(fromIndex + count) is { } segment)
        {
            int read = segment.ReadLeaves(fromIndex + count, leaves[count..]);
            if (read == 0 && !MoveOn(fromIndex + count))
            {
                break;
            }

            count += read;
        }

        return count;
    }

    /// <summary>Index of the oldest event held, and of the next one to come, as of now.</summary>
    /// <exception cref="JournalException">A segment cannot be read.</exception>
    public (long First, long Next) ReadRange()
    {
        _segments = SegmentName.List(_folder);
        for (int i = _segments.Length - 1; i >= 0; i--)
        {
            using SegmentReader? last = SegmentReader.Open(_folder, Origin, _segments[i], _schema, isClosed: false);
            if (last is not null)
            {
                return (_segments[0], last.ReadNextIndex());
            }
        }

        return (0, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _current?.Dispose();
        _current = null;
    }

    private int Limit(long fromIndex, int count) => _end is null ? count : (int)Math.Clamp(_end() - fromIndex, 0, count);

    private static void ReadHead(string folder, out string origin, out long covered, out ImmutableArray<JournalCursorPosition> positions)
    {
        try
        {
            using JournalHead head = JournalHead.OpenForReading(folder);
            origin = head.Origin;
            covered = head.Covered;
            positions = [.. head.Cursors.Values];
        }
        catch (SqliteException e)
        {
            throw new JournalException($"The journal in {folder} cannot be read: {e.Message}", innerException: e);
        }
    }

    /// <summary>Whether another segment follows, so that the one without the index is either complete or damaged.</summary>
    private bool MoveOn(long index)
    {
        if (_segments[^1] != _current!.FirstIndex)
        {
            throw new JournalException($"{SegmentName.PathOf(_folder, _current.FirstIndex)} is damaged: the event at index {index} is missing, "
                + "and the next segment does not begin with it.");
        }

        // The log may have gone on in a new segment since the folder was listed.
        _segments = SegmentName.List(_folder);
        return _segments.Contains(index) && index != _current.FirstIndex;
    }

    private SegmentReader? Select(long index)
    {
        long first = Find(index);
        if (first >= 0 && _current?.FirstIndex == first)
        {
            return _current;
        }

        _current?.Dispose();
        _current = first >= 0 ? SegmentReader.Open(_folder, Origin, first, _schema, first != _segments[^1]) : null;
        if (_current is null)
        {
            // Not known yet, or released meanwhile: look again.
            _segments = SegmentName.List(_folder);
            first = Find(index);
            if (first < 0 && !_segments.IsEmpty)
            {
                throw new JournalException($"The event at index {index} has left the journal in {_folder}, "
                    + $"which now begins at index {_segments[0]}: read it from the store.");
            }

            _current = first >= 0 ? SegmentReader.Open(_folder, Origin, first, _schema, first != _segments[^1]) : null;
        }

        return _current;
    }

    private long Find(long index)
    {
        int at = _segments.BinarySearch(index);
        at = at >= 0 ? at : ~at - 1;
        return at >= 0 ? _segments[at] : -1;
    }
}
