namespace Erp.Finance;

public enum PaymentStatus
{
    Posted,
    Reversed,
}
