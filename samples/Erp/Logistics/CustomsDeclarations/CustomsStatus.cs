namespace Erp.Logistics;

public enum CustomsStatus
{
    Submitted,
    Released,
}
