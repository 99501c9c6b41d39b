namespace Erp.Platform;

/// <summary>Who decides at one step of a workflow, and how long they have.</summary>
[Auditable]
public sealed record WorkflowStep([property: AuditKey] string Name, string Role, TimeSpan Deadline);
