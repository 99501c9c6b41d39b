using Erp.HumanResources;
using Erp.Identity;

namespace Erp.Projects;

/// <summary>An employee's week on a project.</summary>
[Auditable("projects", "timesheet")]
public sealed class Timesheet : Aggregate, IKeyed<Id<Timesheet>>
{
    public Timesheet(Id<Timesheet> id, Id<Project> project, Id<Employee> employee, IReadOnlyList<TimesheetDay> days)
    {
        Rule.Require(days.Count is > 0 and <= 7, "A timesheet covers one to seven days.");
        Rule.Require(days.All(static day => day.Hours is > 0m and <= 12m), "Nobody works more than twelve hours a day.");
        Id = id;
        Project = project;
        Employee = employee;
        Days = days;
        Hours = days.Sum(static day => day.Hours);
    }

    [AuditKey]
    public Id<Timesheet> Id { get; }

    [AuditReference]
    public Id<Project> Project { get; }

    [AuditReference]
    public Id<Employee> Employee { get; }

    public TimesheetStatus Status { get; private set; }

    public IReadOnlyList<TimesheetDay> Days { get; }

    public decimal Hours { get; }

    [AuditReference]
    public Id<User>? DecidedBy { get; private set; }

    public void Approve(Id<User> by) => Decide(TimesheetStatus.Approved, by);

    public void Reject(Id<User> by) => Decide(TimesheetStatus.Rejected, by);

    private void Decide(TimesheetStatus status, Id<User> by)
    {
        Rule.Require(Status == TimesheetStatus.Submitted, "The timesheet was decided already.");
        Status = status;
        DecidedBy = by;
    }
}
