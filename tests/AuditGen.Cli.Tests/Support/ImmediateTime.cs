namespace AuditGen.Cli.Tests.Support;

/// <summary>A clock whose timers go off at once, so that following waits for events and not for seconds.</summary>
/// <param name="upTo">The longest span that is cut short; longer ones, such as the limit of a request, stay what they are.</param>
internal sealed class ImmediateTime(TimeSpan upTo) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => SampleEvents.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime <= upTo ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}
