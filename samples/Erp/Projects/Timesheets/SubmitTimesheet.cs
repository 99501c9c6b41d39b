using Erp.HumanResources;

namespace Erp.Projects;

public sealed record SubmitTimesheet(Id<Timesheet> Id, Id<Project> Project, Id<Employee> Employee, IReadOnlyList<TimesheetDay> Days);

[Audited("timesheet.submit", AuditCategory.Submit, typeof(Timesheet))]
public sealed class SubmitTimesheetHandler(IRepository<Timesheet> timesheets) : ICommandHandler<SubmitTimesheet>
{
    public Task HandleAsync(SubmitTimesheet command, CancellationToken cancellationToken) =>
        timesheets.AddAsync(new(command.Id, command.Project, command.Employee, command.Days), cancellationToken);
}
