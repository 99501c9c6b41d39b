using AuditGen.Consuming;
using AuditGen.Journal;
using AuditGen.Reading;
using Microsoft.Data.Sqlite;

namespace AuditGen.Sqlite.Store;

/// <summary>
/// Takes pages of the journal into month segments. An event goes in together with its index entries and counters, in one
/// transaction, and is recognised when it comes again; the store's position follows when the whole page is durable.
/// </summary>
internal sealed class StoreIndexer : IDisposable
{
    /// <summary>The name the store's cursor is kept under.</summary>
    public const string ConsumerName = "store";

    private const int MaxOpenWriters = 2;

    private const int ChunkSize = 512;

    private const string Contradiction = "Another text with this id is stored already.";

    private readonly string _folder;
    private readonly StoreManifest _manifest;
    private readonly MonthReaders _readers;
    private readonly TermText _terms;
    private readonly IAuditQuarantine? _quarantine;
    private readonly List<MonthWriter> _writers = [];

    public StoreIndexer(string folder, StoreManifest manifest, MonthReaders readers, TermNames names, IAuditQuarantine? quarantine)
    {
        _folder = folder;
        _manifest = manifest;
        _readers = readers;
        _terms = new TermText(names);
        _quarantine = quarantine;
    }

    /// <summary>Takes a page: everything in it is stored or in quarantine when this returns.</summary>
    /// <exception cref="AuditStoreException">Nothing of it counts as taken; it may be offered again.</exception>
    public async ValueTask TakeAsync(JournalPage page, CancellationToken cancellationToken)
    {
        try
        {
            await TakeRecordsAsync(page, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            CloseWriters();
            throw SqliteFiles.Translate(exception, "Events could not be stored");
        }
        catch
        {
            // Also takes back what was inserted and not committed.
            CloseWriters();
            throw;
        }
    }

    /// <summary>Closes the writers of a month, before it is sealed.</summary>
    public void CloseWriters(int month)
    {
        foreach (MonthWriter writer in _writers.Where(writer => writer.Month == month).ToList())
        {
            writer.Dispose();
            _writers.Remove(writer);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => CloseWriters();

    private async ValueTask TakeRecordsAsync(JournalPage page, CancellationToken cancellationToken)
    {
        if (page.Count == 0)
        {
            return;
        }

        long position = _manifest.Read().Position;
        long first = page.Records[0].Index;
        if (first > position)
        {
            throw new AuditStoreException($"The store holds events up to index {position}, and the journal goes on at {first}: the events between "
                + "have left the journal. Restore the store from a backup that has them.");
        }

        // In the order of ids, because the full-text index takes ascending rows best. While one chunk is stored the next is read.
        JournalRecord[] records = page.Records.ToArray();
        Array.Sort(records, static (left, right) => left.Id.CompareTo(right.Id));
        List<(JournalRecord Record, string Reason)> refused = [];
        Task<PreparedChunk> next = PrepareAsync(records, 0);
        try
        {
            for (int done = 0; done < records.Length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                PreparedChunk chunk = await next.ConfigureAwait(false);
                done += chunk.Events.Count + chunk.Refused.Count;
                next = done < records.Length ? PrepareAsync(records, done) : next;
                refused.AddRange(chunk.Refused);
                foreach (IGrouping<int, PreparedEvent> month in chunk.Events.GroupBy(one => one.Key.Month))
                {
                    StoreMonth(month.Key, [.. month], refused);
                }
            }
        }
        finally
        {
            // The chunk read ahead uses the page and the terms, which whoever comes next will use again.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (MonthWriter writer in _writers)
        {
            writer.Commit();
        }

        foreach ((JournalRecord record, string reason) in refused)
        {
            Refuse(record, reason);
        }

        long end = page.Records[^1].Index + 1;
        if (end > position)
        {
            _manifest.MoveTo(end);
        }

        while (_writers.Count > MaxOpenWriters)
        {
            _writers[0].Dispose();
            _writers.RemoveAt(0);
        }
    }

    private Task<PreparedChunk> PrepareAsync(JournalRecord[] records, int from) => Task.Run(() =>
    {
        PreparedChunk chunk = new();
        for (int i = from; i < Math.Min(from + ChunkSize, records.Length); i++)
        {
            try
            {
                chunk.Events.Add(PreparedEvent.From(records[i], _terms));
            }
            catch (FormatException exception)
            {
                chunk.Refused.Add((records[i], exception.Message));
            }
        }

        return chunk;
    });

    private void StoreMonth(int month, List<PreparedEvent> events, List<(JournalRecord Record, string Reason)> refused)
    {
        StoreSegment[] parts = [.. _manifest.Read().Segments.Where(segment => segment.Month == month)];
        if (parts.Any(part => part.State != SegmentState.Live))
        {
            events = [.. events.Where(one => !IsInClosedPart(parts, one, refused))];
        }

        int part = 0;
        while (events.Count > 0)
        {
            MonthWriter writer = WriterFor(month, ref part);
            List<PreparedEvent> clashed = [];
            foreach (PreparedEvent prepared in events)
            {
                switch (writer.Insert(prepared))
                {
                    case InsertOutcome.Clashed:
                        clashed.Add(prepared);
                        break;
                    case InsertOutcome.Contradicted:
                        refused.Add((prepared.Record, Contradiction));
                        break;
                }
            }

            events = clashed;
            part++;
        }
    }

    private bool IsInClosedPart(StoreSegment[] parts, PreparedEvent prepared, List<(JournalRecord Record, string Reason)> refused)
    {
        foreach (StoreSegment part in parts.Where(part => part.State != SegmentState.Live))
        {
            MonthReader reader = _readers.Rent(part);
            try
            {
                if (reader.Find(prepared.Key) is { } row)
                {
                    if (reader.Load(row).Leaf != prepared.Leaf)
                    {
                        refused.Add((prepared.Record, Contradiction));
                    }

                    return true;
                }
            }
            finally
            {
                _readers.Return(reader);
            }
        }

        return false;
    }

    /// <summary>The writer of the first live part at or after the given one; a new part where there is none.</summary>
    private MonthWriter WriterFor(int month, ref int part)
    {
        int wanted = part;
        StoreSegment? live = _manifest.Read().Segments
            .FirstOrDefault(segment => segment.Month == month && segment.Part >= wanted && segment.State == SegmentState.Live);
        part = live?.Part ?? _manifest.Read().Segments.Where(segment => segment.Month == month).Select(segment => segment.Part + 1).DefaultIfEmpty(0).Max();
        int found = part;
        if (_writers.Find(writer => writer.Month == month && writer.Part == found) is { } open)
        {
            return open;
        }

        string path = Path.Combine(_folder, new StoreSegment(month, part, SegmentState.Live, 0, 0).LiveFile);
        if (live is null)
        {
            MonthWriter.Create(path, month, part);
            _manifest.Add(month, part);
        }

        MonthWriter opened = MonthWriter.Open(path, month, part);
        _writers.Add(opened);
        return opened;
    }

    private void Refuse(in JournalRecord record, string reason)
    {
        if (_quarantine is null)
        {
            throw new AuditStoreException($"Event {record.Id} at index {record.Index} cannot be stored, and there is no quarantine to keep it: {reason}");
        }

        _quarantine.Add(ConsumerName, record, reason);
    }

    private void CloseWriters()
    {
        _writers.ForEach(writer => writer.Dispose());
        _writers.Clear();
    }
}
