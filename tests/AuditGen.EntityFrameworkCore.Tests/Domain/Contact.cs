namespace AuditGen.EntityFrameworkCore.Tests.Domain;

/// <summary>How a patient can be reached: a part, whose data is the patient's.</summary>
[Auditable]
public sealed class Contact
{
    [AuditKey]
    public required string Kind { get; init; }

    [AuditPersonalData]
    public required string Address { get; set; }
}
