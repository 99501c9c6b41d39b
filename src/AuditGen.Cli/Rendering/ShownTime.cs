using System.Globalization;

namespace AuditGen.Cli.Rendering;

/// <summary>How times are shown: in one zone, which the heading names.</summary>
/// <param name="Zone">The zone.</param>
internal sealed record ShownTime(TimeZoneInfo Zone)
{
    /// <summary>The heading of a column of times.</summary>
    public string Heading => $"TIME ({Name})";

    /// <summary>The zone's name.</summary>
    public string Name => Zone.BaseUtcOffset == TimeSpan.Zero && !Zone.SupportsDaylightSavingTime ? "UTC" : Zone.Id;

    /// <summary>To the second.</summary>
    public string Short(DateTimeOffset time) => In(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>To the millisecond, with the offset from UTC.</summary>
    public string Full(DateTimeOffset time) => In(time).ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);

    /// <summary>For programs: UTC.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A span, in the largest unit that it fills.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalDays} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours} hours"),
        { TotalMinutes: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalMinutes} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (long)span.TotalSeconds)} seconds"),
    };

    private DateTimeOffset In(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);
}
