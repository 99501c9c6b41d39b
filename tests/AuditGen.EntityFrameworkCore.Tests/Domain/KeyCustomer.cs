namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>A kind of customer, in the same table.</summary>
[Auditable]
public sealed class KeyCustomer : Customer
{
    public string? Manager { get; set; }
}
