using System.Runtime.InteropServices;

namespace AuditGen.Ledger;

/// <summary>An event whose leaf hash is not the one that the ledger has at its index.</summary>
/// <param name="Index">The index that the copy gives it.</param>
/// <param name="Id">The id that the copy gives it.</param>
/// <param name="Leaf">The leaf hash of its text.</param>
/// <param name="Part">The part that holds it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stranger(long Index, Guid Id, Sha256Hash Leaf, string Part);
