using Microsoft.Extensions.Logging;

namespace AuditGen.Consuming;

/// <summary>Log messages of consuming: event ids 300 to 319.</summary>
internal static partial class ConsumingLog
{
    [LoggerMessage(300, LogLevel.Warning, "The consumer {Consumer} failed at index {Position}, {Failures} times in a row; it is tried again in {Pause}")]
    public static partial void ConsumerFailed(ILogger logger, Exception exception, string consumer, long position, int failures, TimeSpan pause);

    [LoggerMessage(301, LogLevel.Information, "The consumer {Consumer} works again")]
    public static partial void ConsumerRecovered(ILogger logger, string consumer);

    [LoggerMessage(302, LogLevel.Warning, "The consumer {Consumer} holds events up to index {Position} although it acknowledged {Acknowledged}: it is given them again")]
    public static partial void ConsumerBehind(ILogger logger, string consumer, long position, long acknowledged);

    [LoggerMessage(303, LogLevel.Error, "The consumer {Consumer} refused the event {EventId} at index {Index}: {Reason}. It is in quarantine")]
    public static partial void Quarantined(ILogger logger, string consumer, Guid eventId, long index, string reason);

    [LoggerMessage(304, LogLevel.Information, "Consumers stopped; {Left} events are left in the journal for {Consumer}")]
    public static partial void Stopped(ILogger logger, string consumer, long left);

    [LoggerMessage(305, LogLevel.Information, "The consumer {Consumer} took the event {EventId} from quarantine")]
    public static partial void Resent(ILogger logger, string consumer, Guid eventId);
}
