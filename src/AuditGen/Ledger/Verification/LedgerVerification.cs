using System.Collections.Immutable;

namespace AuditGen.Ledger;

/// <summary>What is to be verified, and with what.</summary>
public sealed record LedgerVerification
{
    /// <summary>Opens the ledger; called once for each worker.</summary>
    public required Func<ILedgerReader> OpenLedger { get; init; }

    /// <summary>The copies of the events. Together they should hold every event.</summary>
    public required ImmutableArray<IStoredEvents> Copies { get; init; }

    /// <summary>The keys that may have signed. Without any, nothing is proven and the verdict is incomplete.</summary>
    public required ImmutableArray<TrustedKey> Keys { get; init; }

    /// <summary>Places outside the store where checkpoints were left.</summary>
    public ImmutableArray<ILedgerAnchor> Anchors { get; init; } = [];

    /// <summary>Where this verifier keeps the last checkpoint it saw, and compares with it next time.</summary>
    public ILedgerAnchor? Memory { get; init; }

    /// <summary>Whether only hashes are compared: neither indexed fields nor times nor continuity.</summary>
    public bool HashOnly { get; init; }

    /// <summary>Whether each event's old values are compared with the state that the events before it leave.</summary>
    public bool CheckContinuity { get; init; } = true;

    /// <summary>Number of threads.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>A file where progress is kept, so that an interrupted verification goes on; <see langword="null"/> for none.</summary>
    public string? ProgressFile { get; init; }
}
