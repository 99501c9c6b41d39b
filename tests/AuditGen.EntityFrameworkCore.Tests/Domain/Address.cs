namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>An owned type.</summary>
[Auditable]
public sealed class Address
{
    public string? Street { get; set; }

    public required string City { get; set; }
}
