using Microsoft.Extensions.Logging;

namespace AuditGen.Writing;

/// <summary>The log messages of writing; event ids 1100 to 1149, listed in docs/operations.md.</summary>
internal static partial class WriterLog
{
    [LoggerMessage(1100, LogLevel.Information, "The audit writer has started; the last event id is {LastId}.")]
    public static partial void Started(ILogger logger, Guid lastId);

    [LoggerMessage(1101, LogLevel.Warning, "{Count} operations that an earlier process left open were recorded with outcome unknown; look up what they did.")]
    public static partial void IntentsRecovered(ILogger logger, int count);

    [LoggerMessage(1102, LogLevel.Error, "The audit journal cannot be written; no command with auditing runs until it can. The write is repeated.")]
    public static partial void Failing(ILogger logger, Exception exception);

    [LoggerMessage(1103, LogLevel.Warning, "The audit journal can be written again, after {Duration}.")]
    public static partial void Recovered(ILogger logger, TimeSpan duration);

    [LoggerMessage(1104, LogLevel.Critical, "The events of operation {Operation} in context '{Context}' cannot be journaled; they are kept in memory and retried.")]
    public static partial void SetAside(ILogger logger, Guid operation, string context, Exception exception);

    [LoggerMessage(1105, LogLevel.Critical, "{Count} operations could not be journaled before the process had to end: their events are lost, and only their intents, where journaled, will tell.")]
    public static partial void Lost(ILogger logger, int count);

    [LoggerMessage(1106, LogLevel.Critical, "The thread that writes the audit journal ended unexpectedly; nothing can be audited until the process is restarted.")]
    public static partial void WriterDied(ILogger logger, Exception exception);

    [LoggerMessage(1107, LogLevel.Information, "The audit writer has stopped; everything queued is in the journal.")]
    public static partial void Drained(ILogger logger);
}
