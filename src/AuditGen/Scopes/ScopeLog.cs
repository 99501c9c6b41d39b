using Microsoft.Extensions.Logging;

namespace AuditGen.Scopes;

/// <summary>The log messages of operations; event ids 1000 to 1049.</summary>
internal static partial class ScopeLog
{
    [LoggerMessage(1000, LogLevel.Error, "The failure event of {Handler}.{Method} could not be appended; it is kept and retried.")]
    public static partial void FailureNotAppended(ILogger logger, Type handler, string method, Exception exception);

    [LoggerMessage(1001, LogLevel.Error, "The changes of a resource of type '{ResourceType}' in {Handler}.{Method} could not be recorded ({Error}); its event says that they are unknown.")]
    public static partial void ChangesNotRecorded(ILogger logger, string resourceType, Type handler, string method, string error);

    [LoggerMessage(1002, LogLevel.Warning, "Members marked [AuditPersonalData] are recorded as masked, because no person is known or no key store is configured: call UseSqliteSubjectKeys or UseSubjectKeys.")]
    public static partial void PersonalDataMasked(ILogger logger);
}
