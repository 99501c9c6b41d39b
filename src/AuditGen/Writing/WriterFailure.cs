namespace AuditGen.Writing;

/// <summary>Why the journal cannot be written.</summary>
/// <param name="Reason">What the journal said.</param>
/// <param name="Since">When the first write failed.</param>
internal sealed record WriterFailure(string Reason, DateTimeOffset Since);
