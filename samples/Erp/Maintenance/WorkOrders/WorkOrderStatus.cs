namespace Erp.Maintenance;

public enum WorkOrderStatus
{
    Open,
    Assigned,
    Running,
    Completed,
    Cancelled,
}
