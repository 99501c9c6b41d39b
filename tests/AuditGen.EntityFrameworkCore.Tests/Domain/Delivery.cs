namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>A part of a part.</summary>
[Auditable]
public sealed class Delivery
{
    [AuditKey]
    public int Id { get; private set; }

    public DateOnly On { get; set; }
}
