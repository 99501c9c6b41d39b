using Microsoft.Extensions.Logging;

namespace AuditGen.Elasticsearch.Export;

/// <summary>Messages 6000–6099.</summary>
internal static partial class ExporterLog
{
    [LoggerMessage(6000, LogLevel.Warning, "Elasticsearch cannot take events at present; they wait in the journal and are tried again. {Reason}")]
    public static partial void Retrying(ILogger logger, string reason);

    [LoggerMessage(6001, LogLevel.Error, "Elasticsearch refuses events of context '{Context}'; they wait in the journal until somebody acts. {Reason}")]
    public static partial void Paused(ILogger logger, string context, string reason);

    [LoggerMessage(6002, LogLevel.Warning, "Elasticsearch refused event {EventId} of context '{Context}'; it is sent once more as fixed keywords and original text. {Reason}")]
    public static partial void Degraded(ILogger logger, Guid eventId, string context, string reason);

    [LoggerMessage(6003, LogLevel.Error, "Elasticsearch refused event {EventId} of context '{Context}' in either form; the quarantine holds it. {Reason}")]
    public static partial void Quarantined(ILogger logger, Guid eventId, string context, string reason);

    [LoggerMessage(6004, LogLevel.Information, "Elasticsearch takes events again.")]
    public static partial void Recovered(ILogger logger);

    [LoggerMessage(6005, LogLevel.Warning, "Events of context '{Context}' are held back from index {Index} on, and tried by themselves; other contexts go on. {Reason}")]
    public static partial void HeldBack(ILogger logger, string context, long index, string reason);

    [LoggerMessage(6006, LogLevel.Information, "Events of context '{Context}' have caught up.")]
    public static partial void CaughtUp(ILogger logger, string context);
}
