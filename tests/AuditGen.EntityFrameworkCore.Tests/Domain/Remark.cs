namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>An owned type that is kept as JSON.</summary>
[Auditable]
public sealed class Remark
{
    [AuditKey]
    public required string By { get; set; }

    public required string Text { get; set; }
}
