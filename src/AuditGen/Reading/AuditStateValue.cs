namespace AuditGen.Reading;

/// <summary>One recorded value of a state.</summary>
/// <param name="Path">The path.</param>
/// <param name="Value">The value.</param>
/// <param name="EventId">The event that set it.</param>
/// <param name="Since">When it was set.</param>
public readonly record struct AuditStateValue(string Path, AuditValue Value, Guid EventId, DateTimeOffset Since);
