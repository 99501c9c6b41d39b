using AuditGen.Retention;

namespace Erp.Composition;

/// <summary>
/// For how long the events of each context are kept at hand before they are frozen, as the company's record keeping asks.
/// Nothing is ever deleted: frozen events are slower to reach, no more.
/// </summary>
internal static class RetentionSchedule
{
    /// <summary>Years at hand by context.</summary>
    public static IReadOnlyDictionary<string, int> Years { get; } = new Dictionary<string, int>
    {
        // Books and what they rest on: commercial and tax law.
        ["finance"] = 10, ["treasury"] = 10, ["assets"] = 10, ["procurement"] = 10, ["contracts"] = 10,

        // Product liability reaches from the finished good back to the lot.
        ["quality"] = 15, ["production"] = 15, ["inventory"] = 15,

        // Business correspondence.
        ["sales"] = 6, ["logistics"] = 6, ["masterdata"] = 6, ["projects"] = 6, ["maintenance"] = 6,

        // Personnel files, and no longer than they are needed.
        ["hr"] = 4,

        // Who was logged in when.
        ["identity"] = 2, ["platform"] = 3,
    };

    public static void Apply(RetentionOptions options)
    {
        foreach ((string context, int years) in Years)
        {
            options.Contexts[context] = AtHand(years);
        }
    }

    private static AuditRetention AtHand(int years) => new()
    {
        Hot = TimeSpan.FromDays(90),
        Warm = TimeSpan.FromDays(275),
        Cold = TimeSpan.FromDays(365 * (years - 1)),
    };
}
