using Microsoft.Extensions.Logging;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>What the endpoints say in the log.</summary>
internal static partial class EndpointLog
{
    [LoggerMessage(EventId = 7100, Level = LogLevel.Error, Message = "The audit store did not answer a question")]
    public static partial void StoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 7101, Level = LogLevel.Error, Message = "Erasing a person failed, or could not be recorded")]
    public static partial void ErasureFailed(ILogger logger, Exception exception);
}
