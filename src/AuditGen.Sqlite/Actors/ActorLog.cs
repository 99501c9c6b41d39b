using Microsoft.Extensions.Logging;

namespace AuditGen.Sqlite.Actors;

/// <summary>The log messages of the directory of actors.</summary>
internal static partial class ActorLog
{
    [LoggerMessage(1170, LogLevel.Information, "The directory of actors is folded anew from the store, up to index {Position}")]
    public static partial void Folding(ILogger logger, long position);
}
