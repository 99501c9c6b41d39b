using AuditGen.Retention;

namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>
/// When the events of a context move to colder tiers. There is no window after which anything is deleted, and no way to
/// express one.
/// </summary>
public sealed record TierWindows
{
    /// <summary>An index is rolled over at this age at the latest. Default 30 days.</summary>
    public TimeSpan Rollover { get; init; } = TimeSpan.FromDays(30);

    /// <summary>An index is rolled over when a primary shard reaches this size, in GB. Default 50.</summary>
    public int MaxShardGigabytes { get; init; } = 50;

    /// <summary>Time after the rollover until the warm tier; <see langword="null"/> to leave it out. Default 30 days.</summary>
    public TimeSpan? Warm { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Time after the rollover until the cold tier; <see langword="null"/> to leave it out. Default 90 days.</summary>
    public TimeSpan? Cold { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Time after the rollover until the frozen tier; <see langword="null"/> to leave it out. Default 365 days.</summary>
    public TimeSpan? Frozen { get; init; } = TimeSpan.FromDays(365);

    /// <summary>
    /// The windows of a retention, which says how long events stay in each tier: an index is rolled over no later than its
    /// events may be hot for, and counts from there.
    /// </summary>
    /// <param name="retention">For how long events stay in each tier.</param>
    public static TierWindows Of(AuditRetention retention)
    {
        ArgumentNullException.ThrowIfNull(retention);
        TimeSpan month = TimeSpan.FromDays(30);
        TimeSpan minute = TimeSpan.FromMinutes(1);
        return new TierWindows
        {
            Rollover = retention.Hot < minute ? minute : retention.Hot < month ? retention.Hot : month,
            Warm = retention.Hot,
            Cold = retention.Hot + retention.Warm,
            Frozen = retention.Hot + retention.Warm + retention.Cold,
        };
    }

    /// <summary>Every fault of these windows, each with what to write instead; empty when they are fit for use.</summary>
    public IEnumerable<string> Validate()
    {
        if (Rollover < TimeSpan.FromMinutes(1))
        {
            yield return "Elasticsearch tiers: Rollover is at least one minute.";
        }

        if (MaxShardGigabytes is < 1 or > 200)
        {
            yield return "Elasticsearch tiers: MaxShardGigabytes is from 1 to 200.";
        }

        TimeSpan before = TimeSpan.Zero;
        foreach ((string name, TimeSpan? window) in new (string, TimeSpan?)[] { ("Warm", Warm), ("Cold", Cold), ("Frozen", Frozen) })
        {
            if (window is not { } after)
            {
                continue;
            }

            if (after < before)
            {
                yield return $"Elasticsearch tiers: {name} does not come before a warmer tier.";
            }

            before = after;
        }
    }
}
