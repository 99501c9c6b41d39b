using AuditGen.Cli.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AuditGen.Cli.Tests.Verbs;

/// <summary>Verbs read a trail that an application is writing, and the application notices nothing.</summary>
public sealed class BesideWriterTests
{
    [Fact]
    public async Task Reading_verbs_answer_beside_a_writer_that_goes_on()
    {
        await using RunningTrail trail = await RunningTrail.StartAsync();
        Guid first = await trail.TouchAsync("first");
        await trail.SettleAsync();
        using var stop = new CancellationTokenSource();
        Task<int> writing = Task.Run(async () =>
        {
            int written = 1;
            for (; !stop.IsCancellationRequested; written++)
            {
                await trail.TouchAsync("again");
            }

            return written;
        });

        string[][] verbs =
        [
            ["search", "--limit", "5"], ["show", first.ToString()], ["history", "thing/first"], ["as-of", "thing/first", "--at", "2099-01-01"], ["stats"], ["export"], ["tail", "--count", "1"],
        ];
        for (int round = 0; round < 5; round++)
        {
            foreach (string[] verb in verbs)
            {
                (await CliRun.RunAsync([.. verb, "--store", trail.Folder])).Succeeded().Out.ShouldNotBeEmpty();
            }
        }

        await stop.CancelAsync();
        int events = await writing;
        await trail.SettleAsync();
        (await CliRun.RunAsync("export", "--store", trail.Folder)).Succeeded().Lines.Length.ShouldBe(events);
        HealthReport health = await trail.HealthAsync();
        health.Entries["auditgen.consumers"].Status.ShouldBe(HealthStatus.Healthy, health.Entries["auditgen.consumers"].Description);
    }
}
