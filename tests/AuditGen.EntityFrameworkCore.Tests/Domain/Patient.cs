namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>A resource that is a person.</summary>
[Auditable("care", "patient")]
public sealed class Patient
{
    [AuditKey]
    public required string Id { get; init; }

    [AuditName]
    [AuditPersonalData]
    public required string Name { get; set; }

    [AuditPersonalData]
    public string? Diagnosis { get; set; }

    public int Ward { get; set; }

    public List<Contact> Contacts { get; } = [];
}
