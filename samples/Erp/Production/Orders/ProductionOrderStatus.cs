namespace Erp.Production;

public enum ProductionOrderStatus
{
    Planned,
    Released,
    Running,
    Completed,
    Cancelled,
    Closed,
}
