using Erp.Simulation.Work;

namespace Erp.Simulation;

/// <summary>A branch's day: log in, work through a shuffled list of tasks until enough was done, log out.</summary>
internal static class BranchDay
{
    private const int LogOuts = 2;

    /// <param name="branch">The branch.</param>
    /// <param name="events">How many events the day is to leave, at least.</param>
    /// <param name="cancellationToken">Ends the day early, between two tasks.</param>
    public static async Task RunAsync(Branch branch, int events, CancellationToken cancellationToken)
    {
        await branch.Clerk.LogInAsync(typo: branch.Chance(30));
        await branch.Manager.LogInAsync(typo: branch.Chance(10));
        while (branch.Tally.Events < events - LogOuts)
        {
            Func<Branch, Task>[] tasks = [.. WorkList.All];
            branch.Random.Shuffle(tasks);
            foreach (Func<Branch, Task> task in tasks.TakeWhile(_ => branch.Tally.Events < events - LogOuts))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await task(branch);
            }
        }

        await branch.Clerk.LogOutAsync();
        await branch.Manager.LogOutAsync();
    }
}
