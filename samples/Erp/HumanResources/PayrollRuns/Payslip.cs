namespace Erp.HumanResources;

/// <summary>What one employee earned in the month.</summary>
[Auditable]
public sealed record Payslip(
    [property: AuditKey, AuditReference] Id<Employee> Employee,
    [property: AuditSensitive(Sensitivity.Mask)] Money Gross,
    [property: AuditSensitive(Sensitivity.Mask)] Money Net);
