namespace Erp.Production;

public enum BomStatus
{
    Draft,
    Approved,
    Retired,
}
