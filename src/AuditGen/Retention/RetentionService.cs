using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Retention;

/// <summary>Lets the archiver look now and then whether something is due.</summary>
internal sealed class RetentionService(
    IAuditArchiver archiver, IRetentionPolicies policies, RetentionOptions options, TimeProvider time, ILogger<RetentionService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.Interval, time);
        do
        {
            try
            {
                ArchivingReport report = await archiver.ArchiveAsync(policies, stoppingToken).ConfigureAwait(false);
                if (!report.Archived.IsEmpty)
                {
                    RetentionLog.Archived(logger, string.Join(", ", report.Archived), report.Events, report.BytesBefore, report.BytesAfter);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Nothing is lost: sources stay until their archive is verified, and the next run begins where this one ended.
                RetentionLog.Failed(logger, exception);
            }
        }
        while (await WaitAsync(timer, stoppingToken).ConfigureAwait(false));
    }

    private static async ValueTask<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
