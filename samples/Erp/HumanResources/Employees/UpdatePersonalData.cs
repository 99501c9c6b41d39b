namespace Erp.HumanResources;

public sealed record UpdatePersonalData(Id<Employee> Id, [property: AuditSensitive(Sensitivity.Omit)] PersonalData Personal);

[Audited("employee.update_personal_data", AuditCategory.Update, typeof(Employee))]
public sealed class UpdatePersonalDataHandler(IRepository<Employee> employees) : ICommandHandler<UpdatePersonalData>
{
    public Task HandleAsync(UpdatePersonalData command, CancellationToken cancellationToken) =>
        employees.ChangeAsync(command.Id, employee => employee.UpdatePersonalData(command.Personal), cancellationToken);
}
