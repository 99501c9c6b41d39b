namespace Erp.Projects;

public sealed record RejectTimesheet(Id<Timesheet> Id, [property: AuditReason] string Why);

[Audited("timesheet.reject", AuditCategory.Reject, typeof(Timesheet))]
public sealed class RejectTimesheetHandler(IRepository<Timesheet> timesheets, RequestContext request) : ICommandHandler<RejectTimesheet>
{
    public Task HandleAsync(RejectTimesheet command, CancellationToken cancellationToken) =>
        timesheets.ChangeAsync(command.Id, timesheet => timesheet.Reject(request.UserId), cancellationToken);
}
