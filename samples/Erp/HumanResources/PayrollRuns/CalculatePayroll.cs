namespace Erp.HumanResources;

public sealed record CalculatePayroll(Id<PayrollRun> Id, string Name, IReadOnlyList<Id<Employee>> Employees);

/// <summary>Calculates a payroll; calculating it again replaces the payslips.</summary>
[Audited("payroll_run.calculate", AuditCategory.Evaluate, typeof(PayrollRun))]
public sealed class CalculatePayrollHandler(IRepository<PayrollRun> runs, IRepository<Employee> employees) : ICommandHandler<CalculatePayroll>
{
    public async Task HandleAsync(CalculatePayroll command, CancellationToken cancellationToken)
    {
        var paid = new List<Employee>(command.Employees.Count);
        foreach (Id<Employee> employee in command.Employees)
        {
            paid.Add(await employees.GetAsync(employee, cancellationToken));
        }

        await runs.SetAsync(command.Id, id => new(id, command.Name), run => run.Calculate(paid), cancellationToken);
    }
}
