using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuditGen.Writing;

/// <summary>
/// Opens the journal before anything else of the host starts (asking for the appender opens it), and drains into it after
/// everything else has stopped.
/// </summary>
internal sealed class JournalWriterService(JournalAppender appender, ILogger<JournalWriterService> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        WriterLog.Started(logger, appender.LastId);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await appender.StopAsync(cancellationToken).ConfigureAwait(false);
        if (appender.Lost == 0)
        {
            WriterLog.Drained(logger);
        }
    }
}
