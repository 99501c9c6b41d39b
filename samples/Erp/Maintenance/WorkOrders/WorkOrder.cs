using Erp.HumanResources;
using Erp.MasterData;

namespace Erp.Maintenance;

/// <summary>A repair or an inspection of a machine.</summary>
[Auditable("maintenance", "work_order")]
public sealed class WorkOrder(Id<WorkOrder> id, string number, Id<Equipment> equipment, string task) : Aggregate, IKeyed<Id<WorkOrder>>
{
    [AuditKey]
    public Id<WorkOrder> Id { get; } = id;

    [AuditName]
    public string Number { get; } = Rule.Text(number, "The order number");

    [AuditReference]
    public Id<Equipment> Equipment { get; } = equipment;

    public string Task { get; } = Rule.Text(task, "The task");

    public WorkOrderStatus Status { get; private set; }

    [AuditReference]
    public Id<Employee>? Technician { get; private set; }

    public TimeSpan Worked { get; private set; }

    public IReadOnlyList<SparePart> Parts { get; private set; } = [];

    public void Assign(Id<Employee> technician)
    {
        Rule.Require(Status is WorkOrderStatus.Open or WorkOrderStatus.Assigned, "The work has begun.");
        Technician = technician;
        Status = WorkOrderStatus.Assigned;
    }

    public void Start()
    {
        Rule.Require(Status == WorkOrderStatus.Assigned, "Nobody is assigned to the work.");
        Status = WorkOrderStatus.Running;
    }

    public void IssueParts(Id<Product> product, int pieces)
    {
        Rule.Require(Status == WorkOrderStatus.Running, "The work is not running.");
        Rule.Require(pieces > 0, "Issue at least one piece.");
        int before = Parts.FirstOrDefault(part => part.Product == product)?.Pieces ?? 0;
        Parts = [.. Parts.Where(part => part.Product != product), new(product, before + pieces)];
    }

    public void Complete(TimeSpan worked)
    {
        Rule.Require(Status == WorkOrderStatus.Running, "The work is not running.");
        Rule.Require(worked > TimeSpan.Zero, "Work takes time.");
        Status = WorkOrderStatus.Completed;
        Worked += worked;
    }

    public void Cancel()
    {
        Rule.Require(Status is WorkOrderStatus.Open or WorkOrderStatus.Assigned, "Work that has begun cannot be cancelled.");
        Status = WorkOrderStatus.Cancelled;
    }

    public void Reopen()
    {
        Rule.Require(Status is WorkOrderStatus.Completed or WorkOrderStatus.Cancelled, "The work order is open.");
        Status = WorkOrderStatus.Open;
        Technician = null;
    }
}
