namespace AuditGen.Reading;

/// <summary>Where the buckets of a histogram begin.</summary>
public static class AuditIntervals
{
    /// <summary>The beginning of the bucket a time falls into.</summary>
    public static DateTimeOffset Floor(this AuditInterval interval, DateTimeOffset time)
    {
        DateTimeOffset utc = time.ToUniversalTime();
        DateTimeOffset day = new(utc.Date, TimeSpan.Zero);
        return interval switch
        {
            AuditInterval.Hour => day.AddHours(utc.Hour),
            AuditInterval.Day => day,
            AuditInterval.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            AuditInterval.Month => day.AddDays(1 - day.Day),
            _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "Not a defined interval."),
        };
    }
}
