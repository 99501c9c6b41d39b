using Erp.HumanResources;
using Erp.Projects;

namespace Erp.Simulation.Work;

internal static class ProjectWork
{
    public static async Task ProjectAsync(Branch branch)
    {
        Id<Project> id = branch.NewId<Project>();
        await branch.DoAsync(new CreateProject(id, branch.NextNumber("PRJ"), $"{branch.Pick<string>(Names.Cities)} relocation", branch.Amount(5_000, 90_000)));
        await branch.MistakeAsync(new ChangeProjectStatus(id, ProjectStatus.Running));
        await branch.DecideAsync(new ApproveBudget(id));
        await branch.DoAsync(new ChangeProjectStatus(id, ProjectStatus.Running));
        Id<Employee> member = await branch.EmployeeAsync();
        await branch.DoAsync(new AssignMember(id, member, "engineer"));
        await branch.DoAsync(new ChangeBudget(id, branch.Amount(5_000, 90_000), branch.Why()));
        await TimesheetAsync(branch, id, member);
        MilestoneKey milestone = new(id, "design frozen");
        await branch.DoAsync(new CompleteMilestone(milestone));
        if (branch.Chance(40))
        {
            await branch.DecideAsync(new ReopenMilestone(milestone, "a drawing was missing"));
            await branch.DoAsync(new CompleteMilestone(milestone));
        }

        if (branch.Chance(40))
        {
            await branch.DecideAsync(new CloseProject(id));
            await branch.MistakeAsync(new AssignMember(id, member, "late"));
        }
    }

    private static async Task TimesheetAsync(Branch branch, Id<Project> project, Id<Employee> employee)
    {
        for (int week = 0; week < 2; week++)
        {
            Id<Timesheet> id = branch.NewId<Timesheet>();
            TimesheetDay[] days =
            [
                .. Enumerable.Range(0, 5).Select(day => new TimesheetDay(branch.Today.AddDays(day - (7 * (week + 1))), branch.Random.Next(4, 17) / 2m, null)),
            ];
            await branch.DoAsync(new SubmitTimesheet(id, project, employee, days));
            if (branch.Chance(30))
            {
                await branch.DecideAsync(new RejectTimesheet(id, branch.Why()));
            }
            else
            {
                await branch.DecideAsync(new ApproveTimesheet(id));
            }
        }
    }
}
