using System.Collections.Immutable;

namespace AuditGen.Ledger;

/// <summary>What an application says about its ledger.</summary>
public sealed record LedgerSettings
{
    /// <summary>The cadence.</summary>
    public LedgerOptions Options { get; init; } = new();

    /// <summary>
    /// A folder of keys (<see cref="LedgerKeyFolder"/>). Where neither this nor <see cref="Signers"/> is given, a key is made at
    /// the first start in a folder beside the journal's, and the log says so: such a key protects against accidents and
    /// outsiders, not against whoever administers the machine.
    /// </summary>
    public string? KeyFolder { get; init; }

    /// <summary>The signers, such as those of a key management service; they take the place of <see cref="KeyFolder"/>.</summary>
    public ImmutableArray<ILedgerSigner> Signers { get; init; } = [];

    /// <summary>
    /// Where checkpoints are left. Where nothing is said, a file <c>anchor.notes</c> beside the keys: it keeps an older copy of
    /// the journal from being sealed, and is no witness against whoever can write there.
    /// </summary>
    public ImmutableArray<ILedgerAnchor>? Anchors { get; init; }
}
