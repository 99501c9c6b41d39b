using Microsoft.Extensions.Logging;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>What the endpoints say in the log.</summary>
internal static partial class EndpointLog
{
    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "The audit store did not answer a question")]
    public static partial void StoreFailed(ILogger logger, Exception exception);
}
