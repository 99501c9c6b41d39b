namespace AuditGen.Reading;

/// <summary>An event whose old value differs from the state that the events before it leave.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Path">The path.</param>
/// <param name="Expected">The value that the events before it leave; no value where the path did not exist.</param>
/// <param name="Found">The old value the event carries; no value where it says that there was none.</param>
public readonly record struct AuditContinuityFault(Guid EventId, string Path, AuditValue Expected, AuditValue Found);
