namespace AuditGen.Ledger;

/// <summary>What the sealer of this process is doing: for health checks, metrics and pages. Safe for concurrent use.</summary>
public sealed class LedgerStatus
{
    private volatile Snapshot _current = new(LedgerState.Starting, Checkpoint: null, Note: default, Problem: null, AnchorProblem: null);

    /// <summary>The state.</summary>
    public LedgerState State => _current.State;

    /// <summary>The last checkpoint, or <see langword="null"/>.</summary>
    public LedgerCheckpoint? Checkpoint => _current.Checkpoint;

    /// <summary>The signed note of the last checkpoint; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Note => _current.Note;

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public string? Problem => _current.Problem;

    /// <summary>What is wrong with an anchor, or <see langword="null"/>: sealing goes on meanwhile.</summary>
    public string? AnchorProblem => _current.AnchorProblem;

    internal void Sealed(LedgerCheckpoint? checkpoint, ReadOnlyMemory<byte> note) =>
        _current = _current with { State = LedgerState.Sealing, Checkpoint = checkpoint, Note = note, Problem = null };

    internal void Failed(string problem) => _current = _current with { State = LedgerState.Failing, Problem = problem };

    internal void Forked(string problem) => _current = _current with { State = LedgerState.Forked, Problem = problem };

    internal void Anchored(string? problem) => _current = _current with { AnchorProblem = problem };

    private sealed record Snapshot(LedgerState State, LedgerCheckpoint? Checkpoint, ReadOnlyMemory<byte> Note, string? Problem, string? AnchorProblem);
}
