namespace AuditGen.Cli.Tests.Support;

/// <summary>A clock that stands still, in a zone of the test's choice; timers are the system's.</summary>
internal sealed class FixedTime(DateTimeOffset? now = null, TimeZoneInfo? zone = null) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => zone ?? TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => now ?? SampleEvents.Now;
}
