using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Sqlite.Journal;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite;

/// <content>Consumers, checkpoints, and the segments that leave when nobody needs them any more.</content>
public sealed partial class SqliteJournal
{
    /// <inheritdoc/>
    public long CoveredSize
    {
        get
        {
            lock (_state)
            {
                return _folder.Head.Covered;
            }
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<JournalCursorPosition> Positions
    {
        get
        {
            lock (_state)
            {
                return [.. _folder.Head.Cursors.Values];
            }
        }
    }

    /// <inheritdoc/>
    public IJournalCursor Open(string name, bool isStoreOfRecord)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_state)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            JournalCursorPosition? known = _folder.Head.Cursors.GetValueOrDefault(name);
            if (known is null || known.IsStoreOfRecord != isStoreOfRecord)
            {
                long oldest = _closed.IsEmpty ? _writer.FirstIndex : _closed.Keys.First();
                Put(new JournalCursorPosition(name, known?.Position ?? oldest, isStoreOfRecord));
            }
        }

        return new SqliteJournalCursor(this, name);
    }

    /// <inheritdoc/>
    public bool Forget(string name)
    {
        bool known;
        bool freed;
        lock (_state)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            known = Stored(() => _folder.Head.Remove(name));
            freed = Release();
        }

        Announce(freed);
        return known;
    }

    /// <inheritdoc/>
    public void Cover(long treeSize)
    {
        bool freed = false;
        lock (_state)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(treeSize, _next);
            if (treeSize > _folder.Head.Covered)
            {
                Stored(() =>
                {
                    _folder.Head.Cover(treeSize);
                    return true;
                });
                freed = Release();
            }
        }

        Announce(freed);
    }

    internal long PositionOf(string name)
    {
        lock (_state)
        {
            return _folder.Head.Cursors.GetValueOrDefault(name)?.Position
                ?? throw new InvalidOperationException($"The consumer '{name}' has been forgotten.");
        }
    }

    internal void Acknowledge(string name, long position)
    {
        bool freed;
        lock (_state)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            JournalCursorPosition known = _folder.Head.Cursors.GetValueOrDefault(name)
                ?? throw new InvalidOperationException($"The consumer '{name}' has been forgotten.");
            ArgumentOutOfRangeException.ThrowIfLessThan(position, known.Position);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(position, _next);
            if (position > known.Position)
            {
                Put(known with { Position = position });
            }

            freed = Release();
        }

        Announce(freed);
    }

    private void Put(JournalCursorPosition cursor) => Stored(() =>
    {
        _folder.Head.Put(cursor);
        return true;
    });

    private static T Stored<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (SqliteException e)
        {
            throw Translate(e, "The journal's head could not be written");
        }
    }

    /// <summary>Lets go what nobody needs any more; called under the lock.</summary>
    private bool Release()
    {
        if (!_options.ReleaseStoredSegments || _closed.IsEmpty || !_folder.Head.Cursors.Values.Any(static c => c.IsStoreOfRecord))
        {
            return false;
        }

        long needed = Math.Min(_folder.Head.Covered, _folder.Head.Cursors.Values.Min(static c => c.Position));
        bool freed = false;
        while (!_closed.IsEmpty)
        {
            (long first, long bytes) = _closed.First();
            long end = _closed.Count > 1 ? _closed.Keys.ElementAt(1) : _writer.FirstIndex;
            if (end > needed || !TryDelete(first))
            {
                break;
            }

            _closed = _closed.Remove(first);
            Interlocked.Add(ref _bytes, -bytes);
            freed = true;
        }

        return freed;
    }

    private bool TryDelete(long first)
    {
        try
        {
            _folder.Head.ReleaseSegment(first);
            SegmentName.Delete(_options.Folder, first);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            // In use or not writable just now: tried again with the next acknowledgement, or when the journal is opened.
            return false;
        }
    }

    private void Announce(bool freed)
    {
        if (freed)
        {
            RoomFreed?.Invoke(this, EventArgs.Empty);
        }
    }
}
