namespace AuditGen.Tests.Domain;

[Auditable]
public sealed record Entry([property: AuditKey] int Number, string Text);
