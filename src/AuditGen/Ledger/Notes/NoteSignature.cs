using System.Collections.Immutable;

namespace AuditGen.Ledger;

/// <summary>One signature line of a signed note.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="KeyId">The key's id: with the name it says which key and which algorithm.</param>
/// <param name="Signature">What the algorithm made.</param>
public sealed record NoteSignature(string Name, uint KeyId, ImmutableArray<byte> Signature);
