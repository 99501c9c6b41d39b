using Microsoft.Extensions.Logging;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>The log messages of capturing; event ids 7000 to 7049.</summary>
internal static partial class CaptureLog
{
    [LoggerMessage(7000, LogLevel.Warning, "{Context} saves {Count} auditable resources, the first of type '{ResourceType}', while no audited command runs: they are not recorded.")]
    public static partial void SavedOutsideOperation(ILogger logger, Type context, int count, string resourceType);

    [LoggerMessage(7001, LogLevel.Warning, "{Context} changed rows of auditable resources by a statement ({Source}) while no audited command runs: they are not recorded.")]
    public static partial void StatementOutsideOperation(ILogger logger, Type context, string source);

    [LoggerMessage(7002, LogLevel.Warning, "{Context} has shadow properties that are not recorded, and nothing says that they are not to be: {Properties}. Call IsAudited() or IsNotAudited(reason) on each in OnModelCreating.")]
    public static partial void ShadowsNotRecorded(ILogger logger, Type context, string properties);
}
