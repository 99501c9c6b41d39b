using Erp.Finance;
using Erp.Identity;
using Erp.Inventory;
using Erp.Platform;

namespace Erp.Simulation;

/// <summary>What a branch has before its day begins, from the years before the system was audited.</summary>
internal static class BranchOpening
{
    private static readonly PasswordPolicy Passwords = new(SimulationOptions.PasswordIterations);

    public static void Open(this Branch branch)
    {
        branch.LoadUser(branch.Clerk.User);
        branch.LoadUser(branch.Manager.User);
        branch.LoadPeriod(branch.Today);
        branch.LoadPeriod(branch.Today.AddMonths(-1));
        branch.LoadPeriod(new DateOnly(branch.Today.Year - 1, 12, 1));
        for (int zone = 1; zone <= 2; zone++)
        {
            Id<Zone> id = branch.NewId<Zone>();
            branch.Load<Zone, Id<Zone>>(new(id, $"{branch.Company}-Z{zone}", $"WH-{branch.Company}", 200, 120));
            branch.Zones.Add(id);
        }
    }

    public static void LoadUser(this Branch branch, SeatUser user) => branch.Load<User, Id<User>>(
        new(user.Id, user.UserName, user.DisplayName, $"{user.UserName}@example.com", Passwords.Hash(user.Password)));

    /// <summary>A document that a colleague left open.</summary>
    public static Id<Document> LoadDocument(this Branch branch)
    {
        Id<Document> id = branch.NewId<Document>();
        branch.Load<Document, Id<Document>>(new(id, branch.NextNumber("FILE"), branch.Clerk.User.Id));
        return id;
    }

    /// <summary>A job that waits for the night.</summary>
    public static Id<Job> LoadJob(this Branch branch)
    {
        Id<Job> id = branch.NewId<Job>();
        branch.Load<Job, Id<Job>>(new(id, branch.NextNumber("JOB"), JobStatus.Queued));
        return id;
    }

    private static void LoadPeriod(this Branch branch, DateOnly day) =>
        branch.Load<Period, PeriodKey>(new(new(branch.Company, day.Year, day.Month)));
}
