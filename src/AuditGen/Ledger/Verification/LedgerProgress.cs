using System.Runtime.InteropServices;

namespace AuditGen.Ledger;

/// <summary>How far a verification has come.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Done">Events done in this step.</param>
/// <param name="Total">About how many there are.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LedgerProgress(string Step, long Done, long Total);
