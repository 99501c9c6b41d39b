using Microsoft.Extensions.Logging;

namespace AuditGen.Sqlite.Journal;

/// <summary>The log messages of the journal; event ids 1150 to 1199, listed in docs/operations.md.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(1150, LogLevel.Information, "The audit journal '{Origin}' is open. {Recovery}")]
    public static partial void Opened(ILogger logger, string origin, JournalRecovery recovery);

    [LoggerMessage(1151, LogLevel.Warning, "The audit journal '{Origin}' is open. {Recovery}")]
    public static partial void OpenedAfterCrash(ILogger logger, string origin, JournalRecovery recovery);

    [LoggerMessage(1152, LogLevel.Warning, "{Risk}")]
    public static partial void EphemeralDisk(ILogger logger, string risk);
}
