namespace AuditGen.Retention;

/// <summary>
/// For how long the events of a context stay in each tier before they move to the next colder one. There is no tier after
/// the last and no window that ends in removal: events are kept for good.
/// </summary>
public sealed record AuditRetention
{
    /// <summary>The default: 30 days hot, 60 warm, 275 cold, then frozen: a year at hand.</summary>
    public static AuditRetention Default { get; } = new();

    /// <summary>For how long events are written and searched most: zero or more.</summary>
    public TimeSpan Hot { get; init => field = Checked(value, nameof(Hot)); } = TimeSpan.FromDays(30);

    /// <summary>For how long after that they stay on slower nodes, where a store has such.</summary>
    public TimeSpan Warm { get; init => field = Checked(value, nameof(Warm)); } = TimeSpan.FromDays(60);

    /// <summary>For how long after that they stay in the cold tier, before they are frozen.</summary>
    public TimeSpan Cold { get; init => field = Checked(value, nameof(Cold)); } = TimeSpan.FromDays(275);

    private static TimeSpan Checked(TimeSpan window, string name) => window >= TimeSpan.Zero && window <= TimeSpan.FromDays(36_500)
        ? window
        : throw new ArgumentOutOfRangeException(name, window, "A window lasts from zero to 36,500 days.");
}
