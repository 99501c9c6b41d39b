using Microsoft.Extensions.Logging;

namespace AuditGen.Retention;

/// <summary>Log messages of retention: event ids 320 to 329.</summary>
internal static partial class RetentionLog
{
    [LoggerMessage(320, LogLevel.Information, "Archived {Segments}: {Events} events verified, {BytesBefore} bytes became {BytesAfter}")]
    public static partial void Archived(ILogger logger, string segments, long events, long bytesBefore, long bytesAfter);

    [LoggerMessage(321, LogLevel.Error, "Archiving failed; every event is where it was, and the next run goes on")]
    public static partial void Failed(ILogger logger, Exception exception);
}
