namespace Erp.HumanResources;

public sealed record ChangeManager(Id<Employee> Id, Id<Employee> Manager);

[Audited("employee.change_manager", AuditCategory.Assign, typeof(Employee))]
public sealed class ChangeManagerHandler(IRepository<Employee> employees) : ICommandHandler<ChangeManager>
{
    public Task HandleAsync(ChangeManager command, CancellationToken cancellationToken) =>
        employees.ChangeAsync(command.Id, employee => employee.ChangeManager(command.Manager), cancellationToken);
}
