using System.Runtime.InteropServices;

namespace AuditGen.Reading;

/// <summary>One value and how many events have it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">How many events have it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AuditFacetValue(string Value, long Count);
