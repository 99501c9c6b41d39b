namespace Erp.HumanResources;

public enum PayrollStatus
{
    Calculated,
    Approved,
    Posted,
    Exported,
}
