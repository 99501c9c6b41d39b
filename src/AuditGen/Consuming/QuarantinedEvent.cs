using AuditGen.Journal;

namespace AuditGen.Consuming;

/// <summary>An event that a consumer refused.</summary>
/// <param name="Consumer">The consumer.</param>
/// <param name="Record">The event as the journal held it.</param>
/// <param name="Reason">Why it was refused, the last time.</param>
/// <param name="Since">When it was refused first.</param>
/// <param name="Attempts">How often it was refused.</param>
public sealed record QuarantinedEvent(string Consumer, JournalRecord Record, string Reason, DateTimeOffset Since, int Attempts);
