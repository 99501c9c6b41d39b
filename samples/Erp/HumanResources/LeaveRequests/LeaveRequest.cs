using Erp.Identity;

namespace Erp.HumanResources;

/// <summary>An employee's wish for days off.</summary>
[Auditable("hr", "leave_request")]
public sealed class LeaveRequest : Aggregate, IKeyed<Id<LeaveRequest>>
{
    public LeaveRequest(Id<LeaveRequest> id, Id<Employee> employee, DateRange days)
    {
        Rule.Require(days.Days() <= 60, "Leave of more than 60 days is agreed in writing.");
        Id = id;
        Employee = employee;
        Days = days;
    }

    [AuditKey]
    public Id<LeaveRequest> Id { get; }

    [AuditReference]
    public Id<Employee> Employee { get; }

    public DateRange Days { get; }

    public LeaveStatus Status { get; private set; }

    [AuditReference]
    public Id<User>? DecidedBy { get; private set; }

    public void Approve(Id<User> by) => Decide(LeaveStatus.Approved, by);

    public void Reject(Id<User> by) => Decide(LeaveStatus.Rejected, by);

    private void Decide(LeaveStatus status, Id<User> by)
    {
        Rule.Require(Status == LeaveStatus.Submitted, "The request was decided already.");
        Status = status;
        DecidedBy = by;
    }
}
