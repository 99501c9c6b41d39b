namespace Erp.Maintenance;

/// <summary>How often a machine is serviced, and what is done.</summary>
[Auditable("maintenance", "maintenance_plan")]
public sealed class MaintenancePlan(Id<Equipment> equipment) : Aggregate, IKeyed<Id<Equipment>>
{
    [AuditKey]
    public Id<Equipment> Equipment { get; } = equipment;

    public int IntervalInDays { get; private set; }

    [AuditOrdered]
    public IReadOnlyList<string> Tasks { get; private set; } = [];

    Id<Equipment> IKeyed<Id<Equipment>>.Id => Equipment;

    public void Configure(int intervalInDays, IReadOnlyList<string> tasks)
    {
        Rule.Require(intervalInDays is >= 1 and <= 3650, "An interval lies between a day and ten years.");
        Rule.Require(tasks.Count > 0, "A plan needs at least one task.");
        IntervalInDays = intervalInDays;
        Tasks = tasks;
    }
}
