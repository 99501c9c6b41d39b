using System.Runtime.CompilerServices;
using AuditGen.Consuming;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Retention;
using AuditGen.Sqlite.Archives;
using AuditGen.Sqlite.Store;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite;

/// <summary>
/// The embedded store: a consumer of the journal that keeps events in month segments and compressed archives, with nothing
/// else installed. Its owner takes events; any number of processes read beside it.
/// </summary>
public sealed partial class SqliteAuditStore : IAuditStore, IPositionedConsumer, IAuditArchiver, IAsyncDisposable
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(20);

    private readonly SqliteStoreOptions _options;
    private readonly StoreManifest _manifest;
    private readonly MonthReaders _readers;
    private readonly StoreIndexer? _indexer;
    private readonly StoreSearch _search;
    private readonly StoreCounts _counts;
    private readonly StoreArchiver _archiver;
    private readonly IJournal? _journal;
    private readonly FileStream? _lock;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _archiving = new(1, 1);
    private int _disposed;

    private SqliteAuditStore(SqliteStoreOptions options, StoreManifest manifest, IJournal? journal, IAuditQuarantine? quarantine, FileStream? held)
    {
        _options = options;
        _manifest = manifest;
        _journal = journal;
        _lock = held;
        TermNames names = new(new KeyedHash(manifest.HashKey.AsSpan()));
        _readers = new MonthReaders(options.Folder, options.MaxIdleReaders, new ArchiveCache(options.ArchiveCacheBytes));
        _search = new StoreSearch(_readers, names, options.Beginnings);
        _counts = new StoreCounts(_readers, names, options.Beginnings);
        _archiver = new StoreArchiver(options, manifest, _readers, SealAsync);
        _indexer = held is null ? null : new StoreIndexer(options.Folder, manifest, _readers, names, quarantine);
    }

    /// <inheritdoc/>
    public string Name => "embedded";

    /// <summary>The folder that only this store uses.</summary>
    internal string Folder => _options.Folder;

    /// <inheritdoc/>
    string IJournalConsumer.Name => StoreIndexer.ConsumerName;

    /// <inheritdoc/>
    public bool IsStoreOfRecord => true;

    /// <inheritdoc/>
    public long Position => _manifest.Read().Position;

    /// <summary>Opens the store of a journal as its owner, creating it where there is none.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="journal">The journal that the events come from.</param>
    /// <param name="quarantine">Takes what cannot be stored; without one, such an event stops the store.</param>
    /// <exception cref="AuditStoreException">It is owned by another process, damaged, or belongs to another journal.</exception>
    public static SqliteAuditStore Open(SqliteStoreOptions options, IJournal journal, IAuditQuarantine? quarantine = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(journal);
        options.Validate();
        Directory.CreateDirectory(options.Folder);
        FileStream held = Lock(options.Folder);
        return Opened(options.Folder, () => StoreManifest.Open(options.Folder, journal.Origin), manifest =>
            new SqliteAuditStore(options, manifest, journal, quarantine, held), held);
    }

    /// <summary>Opens a store for reading, beside its owner or without one.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="journal">The journal, where the lag shall be known.</param>
    /// <exception cref="AuditStoreException">There is none, or it is not as it was made.</exception>
    public static SqliteAuditStore OpenForReading(SqliteStoreOptions options, IJournal? journal = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Opened(options.Folder, () => StoreManifest.OpenForReading(options.Folder), manifest =>
            new SqliteAuditStore(options, manifest, journal, quarantine: null, held: null), held: null);
    }

    /// <inheritdoc/>
    public async ValueTask ConsumeAsync(JournalPage page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        StoreIndexer indexer = _indexer ?? throw new InvalidOperationException("The store was opened for reading.");
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await indexer.TakeAsync(page, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<AuditPage> SearchAsync(AuditQuery query, AuditPaging paging, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(paging);
        return ReadAsync(snapshot =>
        {
            long until = Math.Min(paging.After?.Until ?? long.MaxValue, snapshot.Position);
            List<AuditRecord> found =
                _search.Find(snapshot, query, paging.Order, paging.After?.Last, until, paging.Size + 1, cancellationToken);
            bool more = found.Count > paging.Size;
            if (more)
            {
                found.RemoveAt(paging.Size);
            }

            return new AuditPage([.. found], more ? new AuditCursor(found[^1].Event.Id, until) : null);
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AuditRecord?> FindAsync(Guid id, AuditAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        return ReadAsync(snapshot => EventKey.TryFrom(id, out EventKey key) ? Find(snapshot, key, access) : null, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AuditState> AsOfAsync(
        string resourceType, string resourceId, DateTimeOffset at, AuditAccess access, CancellationToken cancellationToken = default)
    {
        AuditQuery query = AuditQuery.HistoryUpTo(resourceType, resourceId, at, access);
        return ReadAsync(snapshot =>
        {
            AuditStateFold fold = new();
            _search.Visit(snapshot, query, AuditOrder.OldestFirst, after: null, snapshot.Position, Take, cancellationToken);
            return fold.ToState(resourceType, resourceId, at);

            bool Take(AuditRecord record)
            {
                // Of the last millisecond some may be later.
                if (record.Event.Timestamp <= at)
                {
                    fold.Apply(record.Event);
                }

                return true;
            }
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AuditFacets> CountAsync(AuditQuery query, AuditFacetRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(request);
        return ReadAsync(snapshot => _counts.Count(snapshot, query, request, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AuditRecord> ExportAsync(
        AuditQuery query, AuditOrder order = AuditOrder.OldestFirst, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        AuditPaging? paging = new() { Order = order, Size = AuditPaging.MaxSize };
        while (paging is not null)
        {
            AuditPage page = await SearchAsync(query, paging, cancellationToken).ConfigureAwait(false);
            foreach (AuditRecord record in page.Records)
            {
                yield return record;
            }

            paging = page.Next is { } next ? paging with { After = next } : null;
        }
    }

    /// <inheritdoc/>
    public ValueTask<AuditIndexing> IndexingAsync(CancellationToken cancellationToken = default) => ReadAsync(snapshot =>
    {
        long appended = Math.Max(_journal?.NextIndex ?? 0, snapshot.Position);
        return new AuditIndexing(snapshot.Position, appended, appended > snapshot.Position ? WaitingSince(snapshot.Position) : TimeSpan.Zero);
    }, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> WaitUntilVisibleAsync(long index, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        long started = _options.Time.GetTimestamp();
        while (Position < index)
        {
            TimeSpan left = timeout - _options.Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await Task.Delay(left < s_poll ? left : s_poll, _options.Time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <inheritdoc/>
    public ValueTask<AuditStoreStatus> StatusAsync(CancellationToken cancellationToken = default) => ReadAsync(snapshot =>
    {
        AuditStoreSegment[] segments = [.. snapshot.Segments.Select(Describe)];
        return new AuditStoreStatus(segments.Sum(segment => segment.Events), segments.Sum(segment => segment.Bytes), [.. segments]);
    }, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _archiving.WaitAsync().ConfigureAwait(false);
        await _writing.WaitAsync().ConfigureAwait(false);
        _indexer?.Dispose();
        _readers.Dispose();
        _manifest.Dispose();
        if (_lock is not null)
        {
            await _lock.DisposeAsync().ConfigureAwait(false);
        }

        _writing.Dispose();
        _archiving.Dispose();
    }

    private static SqliteAuditStore Opened(
        string folder, Func<StoreManifest> open, Func<StoreManifest, SqliteAuditStore> create, FileStream? held)
    {
        try
        {
            return create(open());
        }
        catch (Exception exception)
        {
            held?.Dispose();
            throw exception switch
            {
                SqliteException sqlite => SqliteFiles.Translate(sqlite, $"The store in {folder} cannot be opened"),
                JournalException journal => new AuditStoreException(journal.Message, journal),
                _ => exception,
            };
        }
    }

    private static FileStream Lock(string folder)
    {
        string path = Path.Combine(folder, "store.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AuditStoreException($"The store in {folder} cannot be taken for writing: another process owns it, or its user may not "
                + $"write there ({exception.Message}). Open it for reading, or stop the other process.", exception);
        }
    }

    /// <summary>From here on a month's late events go into a new part.</summary>
    private async ValueTask SealAsync(StoreSegment segment, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _indexer!.CloseWriters(segment.Month);
            _manifest.Move(segment, SegmentState.Sealed);
        }
        finally
        {
            _writing.Release();
        }
    }

    private AuditRecord? Find(StoreSnapshot snapshot, EventKey key, AuditAccess access)
    {
        foreach (StoreSegment segment in snapshot.Segments.Where(segment => segment.Month == key.Month))
        {
            MonthReader reader = _readers.Rent(segment);
            try
            {
                if (reader.Find(key) is { } row && row.Index < snapshot.Position)
                {
                    AuditRecord record = reader.Load(row);
                    return access.Allows(record.Event.Context, record.Event.Tenant) ? record : null;
                }
            }
            finally
            {
                _readers.Return(reader);
            }
        }

        return null;
    }

    private TimeSpan WaitingSince(long index)
    {
        using IJournalReader reader = _journal!.OpenReader();
        using JournalPage page = new();
        reader.Read(index, page, maxRecords: 1);
        if (page.Count == 0 || !EventKey.TryFrom(page.Records[0].Id, out EventKey key))
        {
            return TimeSpan.Zero;
        }

        TimeSpan waiting = _options.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(EventKey.MillisecondOf(key.Month, key.Key));
        return waiting > TimeSpan.Zero ? waiting : TimeSpan.Zero;
    }

    private AuditStoreSegment Describe(StoreSegment segment)
    {
        MonthReader reader = _readers.Rent(segment);
        try
        {
            string path = Path.Combine(_options.Folder, segment.File);
            long bytes = new[] { path, path + "-wal" }.Select(file => new FileInfo(file)).Where(file => file.Exists).Sum(file => file.Length);
            return new AuditStoreSegment(segment.Name, segment.IsArchive ? "cold" : "hot", EventKey.TimeOf(segment.Month), reader.Events, bytes);
        }
        finally
        {
            _readers.Return(reader);
        }
    }

    /// <summary>Reads off the caller's thread. A file that has just been archived away is looked for again in the new manifest.</summary>
    private ValueTask<T> ReadAsync<T>(Func<StoreSnapshot, T> read, CancellationToken cancellationToken) => new(Task.Run(() =>
    {
        for (int attempt = 1; ; attempt++)
        {
            StoreSnapshot snapshot = _manifest.Read();
            try
            {
                return read(snapshot);
            }
            catch (FileNotFoundException exception)
            {
                if (attempt == 3 || ReferenceEquals(_manifest.Read(), snapshot))
                {
                    throw new AuditStoreException(exception.Message, exception);
                }
            }
            catch (SqliteException exception)
            {
                throw SqliteFiles.Translate(exception, "The store could not be read");
            }
        }
    }, cancellationToken));
}
