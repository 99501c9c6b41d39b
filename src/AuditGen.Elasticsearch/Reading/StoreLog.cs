using Microsoft.Extensions.Logging;

namespace AuditGen.Elasticsearch.Reading;

/// <summary>Messages 6100–6199.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(6100, LogLevel.Error, "The document of event {EventId} in Elasticsearch is not an event any more; it is left out of the answer. Verify the trail.")]
    public static partial void Unreadable(ILogger logger, string eventId);
}
