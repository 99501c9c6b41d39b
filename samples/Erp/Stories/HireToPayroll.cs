using AuditGen.Reading;
using Erp.HumanResources;
using Erp.Simulation;

namespace Erp.Stories;

/// <summary>A person is hired, gets a raise, and is on the next payroll.</summary>
internal sealed class HireToPayroll : Story
{
    public const string Employee = "EMP-2026-1848";

    public override string Title => "Hire to payroll";

    public override string Question => $"How did {Employee} come to be on the payroll, and who agreed to what?";

    public override IReadOnlyList<string> Actions =>
    [
        "employee.hire", "employee.change_salary", "payroll_run.calculate", "payroll_run.approve", "payroll_run.post",
        "payroll_run.export_bank_file",
    ];

    public override async Task PlayAsync(Branch branch)
    {
        await branch.Clerk.LogInAsync(typo: false);
        await branch.Manager.LogInAsync(typo: false);
        Id<Employee> employee = branch.NewId<Employee>();
        Money salary = branch.Vault.Salary(branch.Random);
        await branch.DoAsync(new HireEmployee(
            employee, Employee, "Rosa Winter", "Planner", null, salary, branch.Vault.Iban(branch.Random), branch.NewPersonalData()));
        await branch.DecideAsync(new ChangeSalary(employee, branch.Vault.Raise(salary, 1.06m), "agreed at hiring"));
        Id<PayrollRun> run = branch.NewId<PayrollRun>();
        await branch.DoAsync(new CalculatePayroll(run, "PAYROLL-2026-11-W", [employee]));
        await branch.DecideAsync(new ApprovePayroll(run));
        await branch.DoAsync(new PostPayroll(run));
        await branch.DoAsync(new ExportBankFile(run));
        await branch.Clerk.LogOutAsync();
        await branch.Manager.LogOutAsync();
    }

    /// <summary>The personnel number leads to the employee, the employee to the payroll that has a payslip under that key.</summary>
    public override async Task<IReadOnlyList<AuditEvent>> FindAsync(IAuditReader reader, AuditAccess access, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditEvent> hired = await AllAsync(
            reader, new AuditQuery { Access = access, Actions = ["employee.hire"], Text = Employee }, cancellationToken);
        string employee = hired[0].Resource!.Id;
        IReadOnlyList<AuditEvent> calculated = await AllAsync(
            reader, new AuditQuery { Access = access, Actions = ["payroll_run.calculate"], ChangedPath = $"/payslips/{employee}/*" }, cancellationToken);
        IReadOnlyList<AuditEvent> career = await AllAsync(reader, AuditQuery.HistoryOf("employee", employee, access), cancellationToken);
        IReadOnlyList<AuditEvent> payroll = await AllAsync(
            reader, AuditQuery.HistoryOf("payroll_run", calculated[0].Resource!.Id, access), cancellationToken);
        return [.. career, .. payroll];
    }
}
