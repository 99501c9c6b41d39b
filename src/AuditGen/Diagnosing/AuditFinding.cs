namespace AuditGen.Diagnosing;

/// <summary>One thing that an examination of a trail looked at.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">What was looked at, in a few words that stay the same: <c>journal</c>, <c>consumer store</c>, <c>free disk</c>.</param>
/// <param name="Finding">What was found, as a sentence.</param>
/// <param name="Advice">What to do about it, as a sentence; <see langword="null"/> where nothing need be done.</param>
public sealed record AuditFinding(AuditFindingSeverity Severity, string Subject, string Finding, string? Advice = null);
