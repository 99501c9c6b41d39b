namespace Erp.HumanResources;

public sealed record TerminateEmployee(Id<Employee> Id, DateOnly On, [property: AuditReason] string Why);

[Audited("employee.terminate", AuditCategory.Close, typeof(Employee))]
public sealed class TerminateEmployeeHandler(IRepository<Employee> employees) : ICommandHandler<TerminateEmployee>
{
    public Task HandleAsync(TerminateEmployee command, CancellationToken cancellationToken) =>
        employees.ChangeAsync(command.Id, employee => employee.Terminate(command.On), cancellationToken);
}
