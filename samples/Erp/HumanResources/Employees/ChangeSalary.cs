namespace Erp.HumanResources;

public sealed record ChangeSalary(Id<Employee> Id, [property: AuditSensitive(Sensitivity.Omit)] Money Salary, [property: AuditReason] string Why);

[Audited("employee.change_salary", AuditCategory.Update, typeof(Employee))]
public sealed class ChangeSalaryHandler(IRepository<Employee> employees) : ICommandHandler<ChangeSalary>
{
    public Task HandleAsync(ChangeSalary command, CancellationToken cancellationToken) =>
        employees.ChangeAsync(command.Id, employee => employee.ChangeSalary(command.Salary), cancellationToken);
}
