namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>A resource whose key the database makes, that is never deleted but marked, and that is linked many to many.</summary>
[Auditable("sales", "customer")]
public class Customer
{
    [AuditKey]
    public int Id { get; private set; }

    public required string Name { get; set; }

    [AuditSensitive(Sensitivity.Mask)]
    public string? Iban { get; set; }

    public bool IsDeleted { get; set; }

    [AuditReference]
    public List<Segment> Segments { get; } = [];

    [AuditIgnore("they have events of their own")]
    public List<Order> Orders { get; } = [];
}
