using System.Collections.Concurrent;
using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Ledger;

namespace AuditGen.Sqlite.Tests.Store;

/// <summary>A journal in memory: what a consumer needs of one, without files.</summary>
internal sealed class MemoryJournal : IJournal, IJournalCursors
{
    private readonly List<JournalRecord> _records = [];
    private readonly ConcurrentDictionary<string, JournalCursorPosition> _cursors = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public string Origin { get; init; } = "test.example/journal";

    public long FirstIndex => Oldest;

    public long NextIndex
    {
        get
        {
            lock (_lock)
            {
                return _records.Count;
            }
        }
    }

    public Guid LastId => Guid.Empty;

    public ImmutableArray<JournalIntent> OpenIntents => [];

    public ImmutableArray<JournalCursorPosition> Positions => [.. _cursors.Values];

    /// <summary>Events below this have left.</summary>
    public long Oldest { get; set; }

    public ImmutableArray<JournalRecord> Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records];
            }
        }
    }

    public void Append(params IEnumerable<byte[]> texts)
    {
        lock (_lock)
        {
            foreach (byte[] text in texts)
            {
                Guid id = AuditEvent.TryParse(text, out AuditEvent? read) ? read.Id : Guid.CreateVersion7();
                _records.Add(new JournalRecord(_records.Count, id, read?.Context ?? "broken", text, Sha256Hash.OfLeaf(text)));
            }
        }
    }

    public long Commit(ReadOnlySpan<JournalEntry> entries) => throw new NotSupportedException();

    public IJournalReader OpenReader() => new Reader(this);

    public IJournalCursor Open(string name, bool isStoreOfRecord)
    {
        _cursors.TryAdd(name, new JournalCursorPosition(name, Oldest, isStoreOfRecord));
        return new Cursor(this, name);
    }

    public async ValueTask WaitForAsync(long index, CancellationToken cancellationToken = default)
    {
        while (NextIndex <= index)
        {
            await Task.Delay(1, cancellationToken);
        }
    }

    public bool Forget(string name) => _cursors.TryRemove(name, out _);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Cursor(MemoryJournal journal, string name) : IJournalCursor
    {
        public string Name => name;

        public long Position => journal._cursors[name].Position;

        public void Acknowledge(long position) => journal._cursors[name] = journal._cursors[name] with { Position = position };
    }

    private sealed class Reader(MemoryJournal journal) : IJournalReader
    {
        public void Read(long fromIndex, JournalPage page, int maxRecords = 1024, int maxBytes = 4 * 1024 * 1024)
        {
            page.Clear();
            lock (journal._lock)
            {
                for (int i = (int)fromIndex; i < journal._records.Count && page.Count < maxRecords && page.Bytes < maxBytes; i++)
                {
                    page.Add(journal._records[i]);
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
