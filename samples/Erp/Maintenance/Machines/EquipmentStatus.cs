namespace Erp.Maintenance;

public enum EquipmentStatus
{
    Operational,
    Impaired,
    Down,
    Retired,
}
