namespace AuditGen;

/// <summary>One fact of the command, recorded with the event.</summary>
/// <param name="Name">The stored name.</param>
/// <param name="Value">The value.</param>
public readonly record struct AuditDatum(string Name, AuditValue Value);
