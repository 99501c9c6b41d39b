namespace Erp.Procurement;

public enum InvoiceMatchOutcome
{
    Accepted,
    Disputed,
}
