namespace Erp.HumanResources;

public sealed record HireEmployee(
    Id<Employee> Id,
    string Number,
    string Name,
    string Position,
    Id<Employee>? Manager,
    [property: AuditSensitive(Sensitivity.Omit)] Money Salary,
    [property: AuditSensitive(Sensitivity.Omit)] string BankAccount,
    [property: AuditSensitive(Sensitivity.Omit)] PersonalData Personal);

[Audited("employee.hire", AuditCategory.Create, typeof(Employee))]
public sealed class HireEmployeeHandler(IRepository<Employee> employees, RequestContext request) : ICommandHandler<HireEmployee>
{
    public Task HandleAsync(HireEmployee command, CancellationToken cancellationToken) =>
        employees.AddAsync(
            new(command.Id, command.Number, command.Name, command.Position, command.Manager, command.Salary, Iban.Parse(command.BankAccount), command.Personal, request.Today),
            cancellationToken);
}
