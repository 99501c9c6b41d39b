using System.Runtime.InteropServices;

namespace AuditGen.Ledger;

/// <summary>Consecutive indexes of a log.</summary>
/// <param name="First">The first one.</param>
/// <param name="Next">The one after the last.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StoredRange(long First, long Next);
