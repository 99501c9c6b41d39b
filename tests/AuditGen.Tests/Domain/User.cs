namespace AuditGen.Tests.Domain;

[Auditable("identity", "user")]
public sealed record User([property: AuditKey] string Id, string Email);
