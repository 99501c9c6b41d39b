namespace Erp.HumanResources;

public enum LeaveStatus
{
    Submitted,
    Approved,
    Rejected,
}
