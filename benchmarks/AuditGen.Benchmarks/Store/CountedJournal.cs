using System.Collections.Immutable;
using AuditGen.Journal;

namespace AuditGen.Benchmarks.Store;

/// <summary>Stands for a journal whose pages the benchmark makes itself.</summary>
internal sealed class CountedJournal : IJournal
{
    public string Origin => "benchmark";

    public long FirstIndex => 0;

    public long NextIndex { get; set; }

    public Guid LastId => Guid.Empty;

    public ImmutableArray<JournalIntent> OpenIntents => [];

    public long Commit(ReadOnlySpan<JournalEntry> entries) => throw new NotSupportedException();

    public IJournalReader OpenReader() => throw new NotSupportedException();

    public ValueTask WaitForAsync(long index, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
