using Erp.Finance;

namespace Erp.Treasury;

/// <summary>One movement on the account.</summary>
[Auditable]
public sealed record StatementLine([property: AuditKey] int Number, DateOnly BookedOn, Money Amount, string Purpose)
{
    [AuditReference]
    public Id<Payment>? Payment { get; init; }
}
