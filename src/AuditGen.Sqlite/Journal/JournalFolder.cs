using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Sqlite.Native;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Journal;

/// <summary>Opens the files of a journal folder, bringing them into order after whatever happened to the last owner.</summary>
internal sealed class JournalFolder : IDisposable
{
    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(10);

    private readonly SqliteJournalOptions _options;
    private readonly JournalLock _lock;
    private JournalHead? _head;
    private SegmentWriter? _writer;
    private int _discarded;
    private int _deleted;
    private int _migrated;

    private JournalFolder(SqliteJournalOptions options, JournalLock held)
    {
        _options = options;
        _lock = held;
    }

    /// <summary>The head file.</summary>
    public JournalHead Head => _head!;

    /// <summary>The open end of the log.</summary>
    public SegmentWriter Writer => _writer!;

    /// <summary>The closed segments: the first index and the bytes of each.</summary>
    public ImmutableSortedDictionary<long, long> Closed { get; private set; } = ImmutableSortedDictionary<long, long>.Empty;

    /// <summary>The operations that an earlier process left open.</summary>
    public ImmutableArray<JournalIntent> Intents { get; private set; }

    /// <summary>What was found and done.</summary>
    public JournalRecovery Recovery { get; private set; } = null!;

    /// <summary>Takes and opens a folder.</summary>
    /// <exception cref="JournalException">It is owned by another process, damaged, or cannot be written.</exception>
    public static JournalFolder Open(SqliteJournalOptions options)
    {
        var folder = new JournalFolder(options, JournalLock.Take(options.Folder, options.Time));
        try
        {
            folder.OpenFiles();
            return folder;
        }
        catch (SqliteException e)
        {
            folder.Dispose();
            throw SqliteJournal.Translate(e, $"The journal in {options.Folder} cannot be opened");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            throw new JournalException($"The journal in {options.Folder} cannot be opened: {e.Message}", innerException: e);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _head?.Dispose();
        _lock.Dispose();
    }

    private void OpenFiles()
    {
        ImmutableArray<long> files = SegmentName.List(_options.Folder);
        _head = JournalHead.Open(_options, mayCreate: files.IsEmpty);
        ImmutableSortedDictionary<long, bool> known = _head.ReadSegments();
        files = FinishReleases(files, known);
        foreach ((long first, bool released) in known)
        {
            if (!released && !files.Contains(first))
            {
                throw new JournalException($"{SegmentName.PathOf(_options.Folder, first)} is missing: events have been taken away. "
                    + "Restore it from a backup.");
            }
        }

        WalInspection wal = InspectLogs(files);
        OpenEnd(files, known);
        long next = Writer.FirstIndex + Writer.Count;
        long promised = Math.Max(_head.Covered, _head.Cursors.Values.Select(static c => c.Position).DefaultIfEmpty(0).Max());
        if (promised > next)
        {
            throw new JournalException($"{_options.Folder} ends at index {next}, but consumers or checkpoints have seen events up to {promised}: "
                + "acknowledged events are missing at the end. Restore the folder from a backup.");
        }

        Recovery = new JournalRecovery(
            wal.Frames == 0 && wal.TornBytes == 0 && _discarded + _deleted + _migrated == 0,
            next,
            wal.Frames,
            wal.TornBytes,
            _discarded,
            _deleted,
            _migrated,
            Intents.Length);
    }

    private ImmutableArray<long> FinishReleases(ImmutableArray<long> files, ImmutableSortedDictionary<long, bool> known)
    {
        var kept = ImmutableArray.CreateBuilder<long>();
        foreach (long first in files)
        {
            if (known.TryGetValue(first, out bool released) && released)
            {
                SegmentName.Delete(_options.Folder, first);
                _deleted++;
            }
            else
            {
                kept.Add(first);
            }
        }

        return kept.DrainToImmutable();
    }

    private WalInspection InspectLogs(ImmutableArray<long> files)
    {
        WalInspection last = WalInspection.None;
        foreach (long first in files)
        {
            string path = SegmentName.PathOf(_options.Folder, first) + "-wal";
            last = WalInspection.Read(path);
            if (last.LosesAcknowledged || (last.TornBytes > 0 && first != files[^1]))
            {
                throw new JournalException($"{path} is damaged at offset {last.BreakOffset}: synced transactions lie behind that place. "
                    + "Nothing has been changed: keep a copy of the folder as evidence, and restore it from a backup.");
            }
        }

        return last;
    }

    private void OpenEnd(ImmutableArray<long> files, ImmutableSortedDictionary<long, bool> known)
    {
        for (int i = 0; i < files.Length; i++)
        {
            Check(files[i], i + 1 < files.Length ? files[i + 1] : -1);
        }

        if (files is [.., long end])
        {
            _writer = SegmentWriter.Open(_options, Head.Origin, end);
            if (_writer is null)
            {
                if (known.ContainsKey(end))
                {
                    throw new JournalException($"{SegmentName.PathOf(_options.Folder, end)} is empty although the segment had been finished: "
                        + "restore it from a backup.");
                }

                SegmentName.Delete(_options.Folder, end);
                _discarded++;
                files = files.RemoveAt(files.Length - 1);
                end = files.IsEmpty ? -1 : files[^1];
                _writer = end >= 0 ? SegmentWriter.Open(_options, Head.Origin, end) : null;
            }
        }

        // Releases never take the last segment, so that no segment at all means no event ever.
        _writer ??= SegmentWriter.Create(_options, Head.Origin, 0, Guid.Empty, []);
        Head.AddSegment(_writer.FirstIndex);
        Intents = _writer.ReadIntents();
        Closed = files.Where(first => first != _writer.FirstIndex)
            .ToImmutableSortedDictionary(static first => first, first => new FileInfo(SegmentName.PathOf(_options.Folder, first)).Length);
    }

    /// <summary>Brings a segment to the current format and checks its guards, its header and where it ends.</summary>
    private void Check(long first, long following)
    {
        string path = SegmentName.PathOf(_options.Folder, first);
        JournalSchema schema = _options.Internals.SegmentSchema;

        // A segment that was closed in order is one file, read without the cost of a log beside it: there may be many.
        bool isOneFile = following >= 0 && !SegmentName.HasLog(path);
        using (SqliteDatabase database = SqliteDatabase.Open(path, isOneFile ? SqliteAccess.ReadImmutable : SqliteAccess.Write, s_busy))
        {
            if (following < 0 && JournalSchema.IsEmpty(database))
            {
                return;
            }

            if (schema.VersionOf(database) == schema.Version)
            {
                CheckEnd(database, first, following);
                return;
            }
        }

        using (SqliteDatabase database = SqliteDatabase.Open(path, SqliteAccess.Write, s_busy))
        {
            database.Execute("PRAGMA synchronous = " + _options.Internals.Synchronous);
            schema.Migrate(database);
            _migrated++;
            CheckEnd(database, first, following);
        }
    }

    private void CheckEnd(SqliteDatabase database, long first, long following)
    {
        SegmentReader.CheckHeader(database, _options.Internals.SegmentSchema, Head.Origin, first);
        long next = database.ReadInt64("SELECT coalesce(max(idx) + 1, (SELECT first_index FROM segment)) FROM events");
        if (following >= 0 && next != following && !IsEmpty(following))
        {
            throw new JournalException($"{database.Path} is damaged: it ends before index {next}, and the next segment begins at {following}. "
                + "Restore it from a backup.");
        }
    }

    private bool IsEmpty(long first)
    {
        using SqliteDatabase database = SqliteDatabase.Open(SegmentName.PathOf(_options.Folder, first), SqliteAccess.Write, s_busy);
        return JournalSchema.IsEmpty(database);
    }
}
