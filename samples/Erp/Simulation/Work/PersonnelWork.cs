using Erp.HumanResources;

namespace Erp.Simulation.Work;

internal static class PersonnelWork
{
    public static async Task CareerAsync(Branch branch)
    {
        Money salary = branch.Vault.Salary(branch.Random);
        Id<Employee> id = await branch.HireAsync(salary);
        Id<Employee> manager = await branch.EmployeeAsync();
        await branch.DoAsync(new ChangePosition(id, branch.Pick<string>(Names.Positions) + " II"));
        await branch.DecideAsync(new ChangeManager(id, manager));
        await branch.DoAsync(new UpdatePersonalData(id, branch.NewPersonalData()));
        await branch.DecideAsync(new ChangeSalary(id, branch.Vault.Raise(salary, 1.04m), "agreed in the review"));
        await branch.Manager.MistakeAsync(new ChangeSalary(id, branch.Vault.Raise(salary, 1.9m), "agreed in the canteen"));
        if (branch.Chance(40))
        {
            await branch.DecideAsync(new TerminateEmployee(id, branch.Today, branch.Why()));
            await branch.MistakeAsync(new ChangePosition(id, "Head of nothing"));
            await branch.DecideAsync(new RehireEmployee(id, branch.Today, "Consultant"));
        }
    }

    public static async Task LeaveAsync(Branch branch)
    {
        Id<Employee> employee = await branch.EmployeeAsync();
        Id<LeaveRequest> id = branch.NewId<LeaveRequest>();
        DateOnly first = branch.Today.AddDays(branch.Random.Next(5, 90));
        await branch.DoAsync(new SubmitLeaveRequest(id, employee, new(first, first.AddDays(branch.Random.Next(1, 14)))));
        if (branch.Chance(30))
        {
            await branch.DecideAsync(new RejectLeaveRequest(id, branch.Why()));
        }
        else
        {
            await branch.DecideAsync(new ApproveLeaveRequest(id));
        }
    }

    public static async Task PayrollAsync(Branch branch)
    {
        Id<Employee> first = await BranchThings.HireAsync(branch);
        Id<Employee> second = await BranchThings.HireAsync(branch);
        Id<PayrollRun> id = branch.NewId<PayrollRun>();
        string name = branch.NextNumber("PAYROLL");
        await branch.DoAsync(new CalculatePayroll(id, name, [first, second]));
        await branch.MistakeAsync(new PostPayroll(id));
        await branch.DecideAsync(new ApprovePayroll(id));
        await branch.DoAsync(new PostPayroll(id));
        await branch.DoAsync(new ExportBankFile(id));
    }
}
