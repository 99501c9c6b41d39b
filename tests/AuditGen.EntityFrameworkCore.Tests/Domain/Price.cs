namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>A complex type.</summary>
public sealed record Price
{
    public decimal Amount { get; init; }

    public required string Currency { get; init; }
}
