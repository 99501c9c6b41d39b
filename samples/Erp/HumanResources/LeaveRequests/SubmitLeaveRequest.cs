namespace Erp.HumanResources;

public sealed record SubmitLeaveRequest(Id<LeaveRequest> Id, Id<Employee> Employee, DateRange Days);

[Audited("leave_request.submit", AuditCategory.Submit, typeof(LeaveRequest))]
public sealed class SubmitLeaveRequestHandler(IRepository<LeaveRequest> leaveRequests) : ICommandHandler<SubmitLeaveRequest>
{
    public Task HandleAsync(SubmitLeaveRequest command, CancellationToken cancellationToken) =>
        leaveRequests.AddAsync(new(command.Id, command.Employee, command.Days), cancellationToken);
}
