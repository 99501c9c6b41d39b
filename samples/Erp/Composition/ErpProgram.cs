using AuditGen.Journal;
using AuditGen.Reading;
using Erp.Elasticsearch;
using Erp.Presentation;
using Erp.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace Erp.Composition;

/// <summary>The program: simulate a day, say what happened.</summary>
internal static class ErpProgram
{
    private const int Ok = 0;
    private const int Misused = 2;
    private static readonly TimeSpan LongestIndexing = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(string[] args)
    {
        if (!CommandLine.TryParse(args, out SimulationOptions? options, out string? problem))
        {
            await Console.Error.WriteLineAsync(problem);
            await Console.Error.WriteLineAsync(CommandLine.Usage);
            return Misused;
        }

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            interrupted.Cancel();
        };
        using IHost host = ErpHost.Build(options);
        await host.StartAsync(interrupted.Token);
        DayReport report = await SimulateAsync(host.Services, options, interrupted.Token);
        await PresentAsync(report, options, interrupted.Token);
        await ElasticsearchReport.ShowAsync(host.Services, AnsiConsole.Console, options.Stories, interrupted.Token);
        await host.StopAsync(CancellationToken.None);
        return Ok;
    }

    private static async Task<DayReport> SimulateAsync(IServiceProvider services, SimulationOptions options, CancellationToken cancellationToken)
    {
        IJournal journal = services.GetRequiredService<IJournal>();
        long first = journal.NextIndex;
        var day = new SimulatedDay(options, services, first);
        long start = TimeProvider.System.GetTimestamp();
        await DayProgress.ShowAsync(services.GetRequiredService<DayClock>(), day.RunAsync(cancellationToken));
        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(start);
        IAuditReader reader = services.GetRequiredService<IAuditReader>();
        await reader.WaitUntilVisibleAsync(journal.NextIndex, LongestIndexing, cancellationToken);
        TimeSpan indexed = TimeProvider.System.GetElapsedTime(start) - elapsed;
        return new(day.Tally, await TrailStatistics.ReadAsync(reader, first, cancellationToken), elapsed, indexed);
    }

    private static async Task PresentAsync(DayReport report, SimulationOptions options, CancellationToken cancellationToken)
    {
        DaySummary.Show(AnsiConsole.Console, report, options);
        if (report.Trail.Specimen is { } specimen)
        {
            EventTable.Show(AnsiConsole.Console, specimen);
        }

        if (options.Summary is { } file)
        {
            await SummaryFile.WriteAsync(file, report, cancellationToken);
        }
    }
}
