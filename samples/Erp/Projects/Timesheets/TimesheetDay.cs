namespace Erp.Projects;

/// <summary>The hours of one day.</summary>
[Auditable]
public sealed record TimesheetDay([property: AuditKey] DateOnly Day, decimal Hours, string? Note);
