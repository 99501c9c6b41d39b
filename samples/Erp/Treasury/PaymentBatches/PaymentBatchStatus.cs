namespace Erp.Treasury;

public enum PaymentBatchStatus
{
    Created,
    Approved,
    Rejected,
    Released,
    Cancelled,
}
