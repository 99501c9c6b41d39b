using System.Collections.Immutable;

namespace AuditGen.Ledger;

/// <summary>What a verification found.</summary>
public sealed record LedgerReport
{
    /// <summary>The name of the log.</summary>
    public required string Origin { get; init; }

    /// <summary>The findings, tampering first; at most a thousand of each kind are kept.</summary>
    public required ImmutableArray<LedgerFault> Faults { get; init; }

    /// <summary>How many findings say that something was tampered with.</summary>
    public long Tampered { get; init; }

    /// <summary>How many say that something is missing to judge.</summary>
    public long Incomplete { get; init; }

    /// <summary>How many breaks of continuity there are: edits that bypassed the application.</summary>
    public long Bypassed { get; init; }

    /// <summary>The last checkpoint of the ledger with a valid signature, or <see langword="null"/>.</summary>
    public LedgerCheckpoint? Checkpoint { get; init; }

    /// <summary>Events that the last checkpoint covers.</summary>
    public long Covered { get; init; }

    /// <summary>Events that no checkpoint covers yet.</summary>
    public long Waiting { get; init; }

    /// <summary>Checkpoints whose signatures were verified, in the ledger, the anchors and the memory.</summary>
    public long Checkpoints { get; init; }

    /// <summary>Events read from all copies.</summary>
    public long EventsRead { get; init; }

    /// <summary>Bytes of event text read from all copies.</summary>
    public long BytesRead { get; init; }

    /// <summary>What it comes to. Breaks of continuity do not count: the events are the ones that were signed.</summary>
    public LedgerVerdict Verdict => Tampered > 0 ? LedgerVerdict.Tampered : Incomplete > 0 ? LedgerVerdict.Incomplete : LedgerVerdict.Valid;
}
