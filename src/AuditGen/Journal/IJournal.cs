using System.Collections.Immutable;

namespace AuditGen.Journal;

/// <summary>
/// The durable, append-only log of events of one process. Written by one thread; read by any number of readers, in this
/// process and in others.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>The name of the log, unique to this journal for as long as it lives: the origin of its checkpoints.</summary>
    string Origin { get; }

    /// <summary>Index of the oldest event that the journal still holds; equal to <see cref="NextIndex"/> when it holds none.</summary>
    long FirstIndex { get; }

    /// <summary>Index that the next event will take: the number of durable events ever appended.</summary>
    long NextIndex { get; }

    /// <summary>The greatest event id ever appended, or <see cref="Guid.Empty"/>: ids continue above it after a restart.</summary>
    Guid LastId { get; }

    /// <summary>Operations left open by an earlier process, to be turned into events with outcome <c>unknown</c>.</summary>
    ImmutableArray<JournalIntent> OpenIntents { get; }

    /// <summary>Makes all entries durable in one transaction. Called by one thread at a time.</summary>
    /// <param name="entries">What to commit, in order.</param>
    /// <returns>The index of the first event among the entries.</returns>
    /// <exception cref="JournalException">Nothing of it was committed; says why and whether a retry can help.</exception>
    long Commit(ReadOnlySpan<JournalEntry> entries);

    /// <summary>Reads events in the order of their indexes.</summary>
    IJournalReader OpenReader();

    /// <summary>Completes as soon as the event of that index is durable, at once where it already is.</summary>
    /// <param name="index">The index waited for.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ObjectDisposedException">The journal was closed before the event came.</exception>
    ValueTask WaitForAsync(long index, CancellationToken cancellationToken = default);
}
