namespace Erp.HumanResources;

public sealed record RejectLeaveRequest(Id<LeaveRequest> Id, [property: AuditReason] string Why);

[Audited("leave_request.reject", AuditCategory.Reject, typeof(LeaveRequest))]
public sealed class RejectLeaveRequestHandler(IRepository<LeaveRequest> leaveRequests, RequestContext request) : ICommandHandler<RejectLeaveRequest>
{
    public Task HandleAsync(RejectLeaveRequest command, CancellationToken cancellationToken) =>
        leaveRequests.ChangeAsync(command.Id, leaveRequest => leaveRequest.Reject(request.UserId), cancellationToken);
}
