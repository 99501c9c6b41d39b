using System.Collections.Immutable;

namespace AuditGen.Ledger;

/// <summary>A copy of a log's events to be verified: a journal, a store with its archives, an export.</summary>
public interface IStoredEvents : IDisposable
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Findings about the copy itself: guards that were removed, files that are missing.</summary>
    ImmutableArray<LedgerFault> Findings { get; }

    /// <summary>
    /// Indexes that the copy must hold, without gaps: what is missing there was taken away. Empty where it holds a selection,
    /// such as one context.
    /// </summary>
    ImmutableArray<StoredRange> MustHold { get; }

    /// <summary>How many events lie in parts that are out of reach, such as an archive on a medium not at hand: so many may be missing without an accusation.</summary>
    long Unavailable => 0;

    /// <summary>About how many events there are to read, for progress.</summary>
    long EstimatedCount { get; }

    /// <summary>The parts, in order; each is read by one worker, several at the same time.</summary>
    ImmutableArray<IStoredEventPart> Parts { get; }
}
