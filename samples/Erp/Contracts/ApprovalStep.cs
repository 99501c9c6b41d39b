using Erp.Identity;

namespace Erp.Contracts;

/// <summary>One of the approvals a contract needs, in the order of their numbers.</summary>
[Auditable]
public sealed record ApprovalStep([property: AuditKey] int Number, string Role)
{
    public ApprovalDecision Decision { get; init; }

    [AuditReference]
    public Id<User>? By { get; init; }
}
