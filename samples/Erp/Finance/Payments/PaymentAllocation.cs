namespace Erp.Finance;

/// <summary>The part of a payment that settles one invoice.</summary>
[Auditable]
public sealed record PaymentAllocation([property: AuditKey, AuditReference] Id<Invoice> Invoice, Money Amount);
