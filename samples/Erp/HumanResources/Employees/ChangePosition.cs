namespace Erp.HumanResources;

public sealed record ChangePosition(Id<Employee> Id, string Position);

[Audited("employee.change_position", AuditCategory.Transfer, typeof(Employee))]
public sealed class ChangePositionHandler(IRepository<Employee> employees) : ICommandHandler<ChangePosition>
{
    public Task HandleAsync(ChangePosition command, CancellationToken cancellationToken) =>
        employees.ChangeAsync(command.Id, employee => employee.ChangePosition(command.Position), cancellationToken);
}
