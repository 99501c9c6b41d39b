using System.Collections.Immutable;
using AuditGen.Actors;
using AuditGen.Consuming;
using AuditGen.Journal;
using AuditGen.Reading;
using AuditGen.Sqlite.Native;
using AuditGen.Sqlite.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AuditGen.Sqlite.Actors;

/// <summary>
/// The directory of actors beside the embedded store: a consumer of the journal that folds who acted into a file of its own.
/// Where it has missed events that left the journal, and whenever asked, it is folded again from the store.
/// </summary>
public sealed class SqliteActorDirectory : IAuditActors, IPositionedConsumer, IDisposable
{
    private const int MostAtOnce = 4_096;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);

    private readonly ActorFile _file;
    private readonly IAuditReader _store;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SqliteDatabase _reading;
    private readonly Lock _readingOne = new();

    private SqliteActorDirectory(ActorFile file, IAuditReader store, ILogger logger)
    {
        _file = file;
        _store = store;
        _logger = logger;
        _reading = file.OpenForReading();
    }

    /// <inheritdoc/>
    public string Name => "actors";

    /// <inheritdoc/>
    public bool IsStoreOfRecord => false;

    /// <inheritdoc/>
    public long Position => _file.Position;

    /// <summary>Opens the directory in the folder of a store whose owner this process is.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="origin">The journal that the events come from.</param>
    /// <param name="store">The store, to fold from where the journal does not reach back far enough.</param>
    /// <param name="logger">Where it is said when the directory is folded anew.</param>
    /// <exception cref="AuditStoreException">The file can be neither used nor made.</exception>
    public static SqliteActorDirectory Open(string folder, string origin, IAuditReader store, ILogger logger)
    {
        try
        {
            return new SqliteActorDirectory(ActorFile.Open(folder, origin), store, logger);
        }
        catch (SqliteException exception)
        {
            throw SqliteFiles.Translate(exception, $"The directory of actors in {folder} cannot be opened");
        }
    }

    /// <inheritdoc/>
    public async ValueTask ConsumeAsync(JournalPage page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (page.Count == 0)
            {
                return;
            }

            if (page.Records[0].Index > _file.Position)
            {
                await FoldAsync(page.Records[0].Index, cancellationToken).ConfigureAwait(false);
            }

            Fold(page);
        }
        catch (SqliteException exception)
        {
            throw SqliteFiles.Translate(exception, "Actors could not be recorded");
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Forgets the directory and folds it again from the store: the result is the same.</summary>
    /// <param name="cancellationToken">Ends it; the directory then stays what it was.</param>
    public async Task RebuildAsync(CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await FoldAsync(_file.Position, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<AuditActorProfile>> SearchAsync(AuditActorQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(Task.Run(() => Search(query, cancellationToken), cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reading.Dispose();
        _file.Dispose();
        _writing.Dispose();
    }

    private void Fold(JournalPage page)
    {
        Dictionary<ActorKey, ActorRow> seen = [];
        foreach (JournalRecord record in page.Records)
        {
            if (SeenActor.Read(record.Text.Span) is { } actor)
            {
                Add(seen, new ActorKey(actor.Id, record.Context, actor.Tenant ?? ""), ActorRow.Of(actor, record.Id));
            }
        }

        _file.Write(seen, Math.Max(_file.Position, page.Records[^1].Index + 1));
    }

    /// <summary>Everything below the position, from the store alone.</summary>
    private async Task FoldAsync(long position, CancellationToken cancellationToken)
    {
        if (!await _store.WaitUntilVisibleAsync(position, s_longestWait, cancellationToken).ConfigureAwait(false))
        {
            throw new AuditStoreException($"The store does not hold all events below index {position} yet: the directory of actors is folded again later.");
        }

        ActorLog.Folding(_logger, position);
        Dictionary<ActorKey, ActorRow> seen = [];
        await foreach (AuditRecord record in _store.ExportAsync(new AuditQuery { Access = AuditAccess.Everything }, AuditOrder.OldestFirst, cancellationToken).ConfigureAwait(false))
        {
            if (SeenActor.Read(record.Event.Text.Span) is { } actor)
            {
                Add(seen, new ActorKey(actor.Id, record.Event.Context, actor.Tenant ?? ""), ActorRow.Of(actor, record.Event.Id));
            }
        }

        _file.Write(seen, position, anew: true);
    }

    private static void Add(Dictionary<ActorKey, ActorRow> seen, ActorKey key, ActorRow row) =>
        seen[key] = seen.TryGetValue(key, out ActorRow? known) ? known.With(row) : row;

    private ImmutableArray<AuditActorProfile> Search(AuditActorQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> words = query.Words;
        List<AuditActorProfile> found = [];
        try
        {
            lock (_readingOne)
            {
                foreach (AuditActorProfile profile in query.Ids.IsDefaultOrEmpty ? Read(query.Access, id: null) : query.Ids.Distinct(StringComparer.Ordinal).SelectMany(id => Read(query.Access, id)))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (profile.Matches(words))
                    {
                        found.Add(profile);
                        if (found.Count >= query.Limit + MostAtOnce)
                        {
                            Trim(found, query.Limit);
                        }
                    }
                }
            }
        }
        catch (SqliteException exception)
        {
            throw SqliteFiles.Translate(exception, "The directory of actors could not be read");
        }

        Trim(found, query.Limit);
        return [.. found];
    }

    /// <summary>Keeps what the answer can hold, in its order.</summary>
    private static void Trim(List<AuditActorProfile> found, int limit)
    {
        found.Sort(AuditActorProfile.Compare);
        found.RemoveRange(Math.Min(limit, found.Count), Math.Max(0, found.Count - limit));
    }

    /// <summary>Each actor with what the allowed rows say; rows of one actor follow each other.</summary>
    private IEnumerable<AuditActorProfile> Read(AuditAccess access, string? id)
    {
        using SqliteStatement rows = _reading.Prepare(id is null ? ActorSql.All : ActorSql.One);
        if (id is not null)
        {
            rows.BindText(1, AuditSearchText.Dimension(id));
        }

        string? current = null;
        ActorRow? known = null;
        while (rows.Step())
        {
            string next = rows.Text(0);
            if (known is not null && !string.Equals(next, current, StringComparison.Ordinal))
            {
                yield return known.ToProfile(current!);
                known = null;
            }

            current = next;
            string tenant = rows.Text(2);
            if (access.Allows(rows.Text(1), tenant.Length == 0 ? null : tenant))
            {
                ActorRow row = new(Optional(rows, 3), Optional(rows, 4), rows.Text(5), rows.Int64(6), rows.Int64(7), new Guid(rows.Bytes(8), bigEndian: true));
                known = known?.With(row) ?? row;
            }
        }

        if (known is not null)
        {
            yield return known.ToProfile(current!);
        }
    }

    private static string? Optional(SqliteStatement rows, int column) => rows.IsNull(column) ? null : rows.Text(column);
}
