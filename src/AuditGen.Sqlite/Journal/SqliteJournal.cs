using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Sqlite.Journal;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite;

/// <summary>
/// The journal as a folder of bounded SQLite files: docs/journal.md describes them. Every commit is one synced
/// transaction. Commits come from one thread at a time; everything else may be called from any thread.
/// </summary>
public sealed partial class SqliteJournal : IJournal, IJournalCursors, IJournalCoverage, IJournalCapacity
{
    private readonly SqliteJournalOptions _options;
    private readonly JournalFolder _folder;
    private readonly Lock _state = new();
    private SegmentWriter _writer;
    private Thread? _sealing;
    private ImmutableSortedDictionary<long, long> _closed;
    private TaskCompletionSource? _pulse;
    private long _next;
    private long _bytes;
    private bool _disposed;

    private SqliteJournal(SqliteJournalOptions options, JournalFolder folder)
    {
        _options = options;
        _folder = folder;
        _writer = folder.Writer;
        _closed = folder.Closed;
        _next = _writer.FirstIndex + _writer.Count;
        _bytes = _closed.Values.Sum() + _writer.Bytes;
        OpenIntents = folder.Intents;
        DiskRisk = options.AcceptEphemeralDisk ? null : EphemeralDiskHealthCheck.Risk(options.Folder);
        LastId = _writer.LastId;
    }

    /// <inheritdoc/>
    public event EventHandler? RoomFreed;

    /// <inheritdoc/>
    public string Origin => _folder.Head.Origin;

    /// <inheritdoc/>
    public long FirstIndex
    {
        get
        {
            lock (_state)
            {
                return _closed.IsEmpty ? _writer.FirstIndex : _closed.Keys.First();
            }
        }
    }

    /// <inheritdoc/>
    public long NextIndex => Volatile.Read(ref _next);

    /// <inheritdoc/>
    public Guid LastId { get; private set; }

    /// <inheritdoc/>
    public ImmutableArray<JournalIntent> OpenIntents { get; }

    /// <summary>What opening found and did.</summary>
    public JournalRecovery Recovery => _folder.Recovery;

    /// <inheritdoc/>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <inheritdoc/>
    public long MaxBytes => _options.MaxBytes;

    /// <summary>What is at risk where the folder lies on a disk that does not stay; <see langword="null"/> where it does, or that is accepted.</summary>
    internal string? DiskRisk { get; }

    /// <summary>Number of segment files, the one being written included.</summary>
    public int SegmentCount
    {
        get
        {
            lock (_state)
            {
                return _closed.Count + 1;
            }
        }
    }

    /// <summary>Takes the ownership of the folder and opens the journal in it, creating and recovering it as needed.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="JournalException">Another process owns the folder, it cannot be written, or the journal is damaged.</exception>
    public static SqliteJournal Open(SqliteJournalOptions options)
    {
        options.Validate();
        return new SqliteJournal(options, JournalFolder.Open(options));
    }

    /// <inheritdoc/>
    public long Commit(ReadOnlySpan<JournalEntry> entries)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            if (_writer.Bytes >= _options.MaxSegmentBytes || _writer.Count >= _options.MaxSegmentEvents)
            {
                BeginSegment();
            }

            long first = _next;
            long before = _writer.Bytes;
            int events = _writer.Commit(entries);
            LastId = _writer.LastId;
            Interlocked.Add(ref _bytes, _writer.Bytes - before);
            if (events > 0)
            {
                Advance(first + events);
            }

            return first;
        }
        catch (SqliteException e)
        {
            throw Translate(e, "The journal could not be written");
        }
        catch (IOException e)
        {
            throw new JournalException("The journal could not be written: " + e.Message, isTransient: true, e);
        }
    }

    /// <inheritdoc/>
    public IJournalReader OpenReader() => new SqliteJournalReader(_options.Folder, Origin, _options.Internals.SegmentSchema, () => NextIndex);

    /// <inheritdoc/>
    public async ValueTask WaitForAsync(long index, CancellationToken cancellationToken = default)
    {
        while (NextIndex <= index)
        {
            Task pulse;
            lock (_state)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_next > index)
                {
                    return;
                }

                _pulse ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                pulse = _pulse.Task;
            }

            await pulse.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_state)
        {
            if (_disposed)
            {
                return ValueTask.CompletedTask;
            }

            _disposed = true;
            _pulse?.TrySetException(new ObjectDisposedException(nameof(SqliteJournal), "The journal was closed."));
        }

        _sealing?.Join();
        _writer.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static JournalException Translate(SqliteException e, string what)
    {
        // Codes of sqlite.org/rescode.html: TOOBIG, CONSTRAINT and MISMATCH come from what is written, not from where to.
        bool entry = e.SqliteErrorCode is 18 or 19 or 20;
        (bool transient, string advice) = e.SqliteErrorCode switch
        {
            13 => (true, "The disk, or the file's bound, is full: make room; the write is repeated."),
            5 or 6 => (true, "The file is locked by another process."),
            10 => (true, "Reading or writing failed: check the disk."),
            8 => (false, "The folder or file is read-only: give this process write access."),
            14 => (false, "The file cannot be opened: check the folder's permissions."),
            11 or 26 => (false, "The file is damaged: keep a copy as evidence and restore the folder from a backup."),
            _ => (false, ""),
        };
        return new JournalException($"{what}: {e.Message}. {advice}".TrimEnd(), transient, e) { BlamesEntry = entry };
    }

    private void Advance(long next)
    {
        TaskCompletionSource? pulse;
        lock (_state)
        {
            Volatile.Write(ref _next, next);
            pulse = _pulse;
            _pulse = null;
        }

        pulse?.TrySetResult();
    }

    /// <summary>Closes the full segment and begins the next; what is left in the old one's log is moved by a thread of its own.</summary>
    private void BeginSegment()
    {
        _sealing?.Join();
        SegmentWriter full = _writer;

        // What an attempt that failed, for want of room, may have left.
        SegmentName.Delete(_options.Folder, _next);
        SegmentWriter writer = SegmentWriter.Create(_options, Origin, _next, full.LastId, full.ReadIntents());
        try
        {
            lock (_state)
            {
                _folder.Head.AddSegment(writer.FirstIndex);
                _closed = _closed.Add(full.FirstIndex, full.Bytes);
                _writer = writer;
            }
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        _sealing = new Thread(() => Seal(full)) { IsBackground = true, Name = "AuditGen journal segment" };
        _sealing.Start();
    }

    private static void Seal(SegmentWriter full)
    {
        try
        {
            full.Checkpoint();
        }
        catch (SqliteException)
        {
            // Everything is durable in the log; whoever opens the segment next moves it.
        }

        full.Dispose();
    }
}
