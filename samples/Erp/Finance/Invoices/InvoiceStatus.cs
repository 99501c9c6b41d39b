namespace Erp.Finance;

public enum InvoiceStatus
{
    Draft,
    Submitted,
    Approved,
    Rejected,
    Posted,
    Unposted,
    Paid,
}
