using System.Runtime.InteropServices;

namespace AuditGen.Reading;

/// <summary>One bucket of a histogram.</summary>
/// <param name="From">Where it begins, in UTC.</param>
/// <param name="Count">How many events fall into it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AuditBucket(DateTimeOffset From, long Count);
