namespace Erp.HumanResources;

/// <summary>What only the personnel department may see, and what goes with the employee who asks to be forgotten.</summary>
[Auditable]
public sealed record PersonalData(
    [property: AuditPersonalData] DateOnly BornOn,
    [property: AuditSensitive(Sensitivity.Hash)] string SocialSecurityNumber,
    [property: AuditPersonalData] Address Home,
    [property: AuditPersonalData] string? PrivatePhone);
