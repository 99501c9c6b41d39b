using System.Collections.Immutable;
using AuditGen.Journal;

namespace AuditGen.Sqlite.Tests.Journal.Writing;

/// <summary>A journal in front of another one that fails, or stands still, when the test says so.</summary>
internal sealed class FaultyJournal(IJournal inner) : IJournal, IJournalCapacity
{
    private readonly ManualResetEventSlim _gate = new(initialState: true);
    private volatile Func<ReadOnlyMemory<JournalEntry>, Exception?>? _fault;
    private int _commits;
    private int _attempts;

    public event EventHandler? RoomFreed;

    public string Origin => inner.Origin;

    public long FirstIndex => inner.FirstIndex;

    public long NextIndex => inner.NextIndex;

    public Guid LastId => inner.LastId;

    public ImmutableArray<JournalIntent> OpenIntents => inner.OpenIntents;

    public long Bytes { get; set; }

    public long MaxBytes { get; set; } = long.MaxValue;

    /// <summary>Commits that succeeded.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>Commits that were tried.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    public void Hold() => _gate.Reset();

    public void Go() => _gate.Set();

    public void FailWith(Func<ReadOnlyMemory<JournalEntry>, Exception?>? fault) => _fault = fault;

    public void FreeRoom(long bytes)
    {
        Bytes -= bytes;
        RoomFreed?.Invoke(this, EventArgs.Empty);
    }

    public long Commit(ReadOnlySpan<JournalEntry> entries)
    {
        _gate.Wait();
        Interlocked.Increment(ref _attempts);
        if (_fault?.Invoke(entries.ToArray()) is { } exception)
        {
            throw exception;
        }

        long first = inner.Commit(entries);
        Interlocked.Increment(ref _commits);
        return first;
    }

    public IJournalReader OpenReader() => inner.OpenReader();

    public ValueTask WaitForAsync(long index, CancellationToken cancellationToken = default) => inner.WaitForAsync(index, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _gate.Set();
        await inner.DisposeAsync();
        _gate.Dispose();
    }
}
