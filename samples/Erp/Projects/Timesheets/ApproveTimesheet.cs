namespace Erp.Projects;

public sealed record ApproveTimesheet(Id<Timesheet> Id);

[Audited("timesheet.approve", AuditCategory.Approve, typeof(Timesheet))]
public sealed class ApproveTimesheetHandler(IRepository<Timesheet> timesheets, RequestContext request) : ICommandHandler<ApproveTimesheet>
{
    public Task HandleAsync(ApproveTimesheet command, CancellationToken cancellationToken) =>
        timesheets.ChangeAsync(command.Id, timesheet => timesheet.Approve(request.UserId), cancellationToken);
}
