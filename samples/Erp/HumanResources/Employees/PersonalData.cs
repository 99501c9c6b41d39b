namespace Erp.HumanResources;

/// <summary>What only the personnel department may see.</summary>
[Auditable]
public sealed record PersonalData(
    [property: AuditSensitive(Sensitivity.Mask)] DateOnly BornOn,
    [property: AuditSensitive(Sensitivity.Hash)] string SocialSecurityNumber,
    [property: AuditSensitive(Sensitivity.Mask)] Address Home,
    [property: AuditSensitive(Sensitivity.Mask)] string? PrivatePhone);
