namespace Erp.HumanResources;

public sealed record RehireEmployee(Id<Employee> Id, DateOnly On, string Position);

[Audited("employee.rehire", AuditCategory.Reopen, typeof(Employee))]
public sealed class RehireEmployeeHandler(IRepository<Employee> employees) : ICommandHandler<RehireEmployee>
{
    public Task HandleAsync(RehireEmployee command, CancellationToken cancellationToken) =>
        employees.ChangeAsync(command.Id, employee => employee.Rehire(command.On, command.Position), cancellationToken);
}
