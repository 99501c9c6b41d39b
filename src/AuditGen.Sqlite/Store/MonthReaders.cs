using AuditGen.Reading;
using AuditGen.Sqlite.Archives;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Store;

/// <summary>Lends connections to segments. Idle ones are kept, up to a bound, the least recently used leaving first.</summary>
internal sealed class MonthReaders(string folder, int maxIdle, ArchiveCache cache) : IDisposable
{
    private readonly LinkedList<MonthReader> _idle = [];
    private readonly Lock _lock = new();
    private bool _disposed;

    /// <summary>The folder of the store.</summary>
    public string Folder => folder;

    /// <summary>Takes a connection to a segment.</summary>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="AuditStoreException">It cannot be used: says why.</exception>
    public MonthReader Rent(StoreSegment segment)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            for (LinkedListNode<MonthReader>? node = _idle.First; node is not null; node = node.Next)
            {
                if (node.Value.Segment.File == segment.File)
                {
                    _idle.Remove(node);
                    return node.Value;
                }
            }
        }

        try
        {
            return MonthReader.Open(folder, segment, cache);
        }
        catch (SqliteException exception)
        {
            throw SqliteFiles.Translate(exception, $"{segment.File} cannot be opened");
        }
    }

    /// <summary>Gives a connection back.</summary>
    public void Return(MonthReader reader)
    {
        MonthReader? leaving = reader;
        lock (_lock)
        {
            if (!_disposed)
            {
                _idle.AddFirst(reader);
                leaving = null;
                if (_idle.Count > maxIdle)
                {
                    leaving = _idle.Last!.Value;
                    _idle.RemoveLast();
                }
            }
        }

        leaving?.Dispose();
    }

    /// <summary>Closes idle connections to files that answer no more, so that their room comes free.</summary>
    public void Forget(string file)
    {
        List<MonthReader> leaving = [];
        lock (_lock)
        {
            for (LinkedListNode<MonthReader>? node = _idle.First; node is not null;)
            {
                LinkedListNode<MonthReader>? next = node.Next;
                if (node.Value.Segment.File == file)
                {
                    leaving.Add(node.Value);
                    _idle.Remove(node);
                }

                node = next;
            }
        }

        leaving.ForEach(reader => reader.Dispose());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        List<MonthReader> leaving;
        lock (_lock)
        {
            _disposed = true;
            leaving = [.. _idle];
            _idle.Clear();
        }

        leaving.ForEach(reader => reader.Dispose());
    }
}
