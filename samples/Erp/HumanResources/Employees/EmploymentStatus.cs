namespace Erp.HumanResources;

public enum EmploymentStatus
{
    Employed,
    Terminated,
}
