namespace Erp.Maintenance;

/// <summary>A machine that needs looking after.</summary>
[Auditable("maintenance", "equipment")]
public sealed class Equipment(Id<Equipment> id, string tag, string description, string plant) : Aggregate, IKeyed<Id<Equipment>>, IUnique
{
    [AuditKey]
    public Id<Equipment> Id { get; } = id;

    [AuditName]
    public string Tag { get; } = Rule.Text(tag, "The tag");

    public string Description { get; } = Rule.Text(description, "The description");

    public string Plant { get; } = Rule.Text(plant, "The plant");

    public EquipmentStatus Status { get; private set; }

    string IUnique.UniqueName => Tag;

    public void ChangeStatus(EquipmentStatus status)
    {
        RequireInService();
        Rule.Require(status != EquipmentStatus.Retired, "A machine is retired with its own command.");
        Status = status;
    }

    public void Retire()
    {
        RequireInService();
        Status = EquipmentStatus.Retired;
    }

    private void RequireInService() => Rule.Require(Status != EquipmentStatus.Retired, "The machine was retired.");
}
