namespace AuditGen.EntityFrameworkCore.Tests.Domain;

[Auditable("sales", "segment")]
public sealed class Segment
{
    [AuditKey]
    public required string Id { get; init; }

    public string? Title { get; set; }
}
