namespace Erp.Logistics;

public enum ShipmentStatus
{
    Planned,
    Dispatched,
    Delivered,
    Returned,
    Cancelled,
}
