using Microsoft.Extensions.Logging;

namespace AuditGen.EntityFrameworkCore.Outbox;

/// <summary>The log messages of relays; event ids 7050 to 7099.</summary>
internal static partial class OutboxLog
{
    [LoggerMessage(7050, LogLevel.Information, "The relay of {Context} found {Rows} rows that an earlier run was taking; {Known} of their {Events} events were in the journal already.")]
    public static partial void Resumed(ILogger logger, string context, int rows, int known, int events);

    [LoggerMessage(7051, LogLevel.Warning, "The relay of {Context} failed and tries again: the events are safe in the outbox.")]
    public static partial void Failing(ILogger logger, string context, Exception exception);

    [LoggerMessage(7052, LogLevel.Information, "The relay of {Context} works again.")]
    public static partial void Recovered(ILogger logger, string context);

    [LoggerMessage(7053, LogLevel.Error, "Row {Position} of the outbox of {Context} is not what was written ({Reason}): it is left in the table, marked '{Mark}', and its events are missing from the trail.")]
    public static partial void Refused(ILogger logger, long position, string context, string reason, string mark);
}
