using AuditGen.Journal;
using AuditGen.Reading;
using Erp.Elasticsearch;
using Erp.Presentation;
using Erp.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Erp.Composition;

/// <summary>Simulates a day and says what happened.</summary>
internal static class DayRun
{
    private static readonly TimeSpan LongestIndexing = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(SimulationOptions options, CancellationToken cancellationToken)
    {
        using IHost host = ErpHost.Build(options);
        SampleKey.Prepare(options.Store, host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Erp"));
        await host.StartAsync(cancellationToken);
        DayReport report = await SimulateAsync(host.Services, options, cancellationToken);
        await PresentAsync(report, options, cancellationToken);
        await ElasticsearchReport.ShowAsync(host.Services, AnsiConsole.Console, options.Stories, cancellationToken);
        await host.StopAsync(CancellationToken.None);
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
