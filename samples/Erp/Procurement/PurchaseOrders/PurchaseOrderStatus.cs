namespace Erp.Procurement;

public enum PurchaseOrderStatus
{
    Draft,
    Submitted,
    Approved,
    Rejected,
    Cancelled,
}
