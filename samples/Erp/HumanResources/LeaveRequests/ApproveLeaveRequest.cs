namespace Erp.HumanResources;

public sealed record ApproveLeaveRequest(Id<LeaveRequest> Id);

[Audited("leave_request.approve", AuditCategory.Approve, typeof(LeaveRequest))]
public sealed class ApproveLeaveRequestHandler(IRepository<LeaveRequest> leaveRequests, RequestContext request) : ICommandHandler<ApproveLeaveRequest>
{
    public Task HandleAsync(ApproveLeaveRequest command, CancellationToken cancellationToken) =>
        leaveRequests.ChangeAsync(command.Id, leaveRequest => leaveRequest.Approve(request.UserId), cancellationToken);
}
