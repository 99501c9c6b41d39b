using Erp.Platform;

namespace Erp.Simulation.Work;

internal static class PlatformWork
{
    public static async Task SettingsAsync(Branch branch)
    {
        await branch.DecideAsync(new ChangeSetting($"{branch.Company}.{branch.NextNumber("mail")}", branch.Pick("on", "off")));
        await branch.DecideAsync(new ChangePostingPolicy(branch.Company, branch.Amount(1_000, 9_000), branch.Chance(50), branch.Why()));
        await branch.DecideAsync(new ChangeRetentionPolicy(branch.NextNumber("kind"), branch.Random.Next(2, 11), branch.Why()));
        await branch.DecideAsync(new ResetNumbering(branch.NextNumber("range"), branch.Random.Next(1, 9_000), "new year"));
    }

    public static async Task WorkflowAsync(Branch branch)
    {
        Id<Workflow> id = branch.NewId<Workflow>();
        WorkflowStep first = new("check", "clerk", TimeSpan.FromHours(8));
        WorkflowStep second = new("approve", "manager", TimeSpan.FromDays(2));
        string name = branch.NextNumber("WF");
        await branch.DecideAsync(new PublishWorkflow(id, name, [first, second]));
        await branch.DecideAsync(new PublishWorkflow(id, name, [second, first with { Deadline = TimeSpan.FromHours(4) }]));
        if (branch.Chance(50))
        {
            await branch.DecideAsync(new RetireWorkflow(id, branch.Why()));
            await branch.Manager.MistakeAsync(new RetireWorkflow(id, branch.Why()));
        }
    }

    public static async Task DocumentAsync(Branch branch)
    {
        Id<Document> id = branch.LoadDocument();
        await branch.ForbiddenAsync(new ForceUnlockDocument(id, "I need it"));
        await branch.Manager.MistakeAsync(new ForceDeleteDocument(id, "obsolete"));
        await branch.DecideAsync(new ForceUnlockDocument(id, "the holder is on leave"));
        await branch.DecideAsync(new ForceDeleteDocument(id, "obsolete"));
    }

    public static async Task DataAsync(Branch branch)
    {
        await branch.DoAsync(new RunDataImport(branch.NewId<DataImport>(), $"{branch.NextNumber("import")}.csv", "product", 120, branch.Random.Next(9)));
        await branch.MistakeAsync(new RunDataImport(branch.NewId<DataImport>(), "broken.csv", "product", 10, 20));
        await branch.DoAsync(new RunDataExport(branch.NewId<DataExport>(), "partner", "country = DE", branch.Random.Next(10, 900), "tax advisor"));
    }

    public static async Task JobAsync(Branch branch)
    {
        Id<Job> id = branch.LoadJob();
        await branch.DecideAsync(new CancelJob(id, branch.Why()));
        await branch.Manager.MistakeAsync(new CancelJob(id, branch.Why()));
    }
}
