using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Retention;

namespace AuditGen.Cli.Asking;

/// <summary>For how long the events of single contexts stay in each tier: <c>--retention finance=400,0,3250</c>.</summary>
internal sealed class RetentionOption
{
    private readonly Option<string[]> _retention = new("--retention")
    {
        Description = "CONTEXT=HOT,WARM,COLD: for how many days events of a context stay in each tier before they move on; once for each context that differs",
    };

    public void AddTo(Command command) => command.Add(_retention);

    /// <summary>The windows of each context named.</summary>
    public ImmutableDictionary<string, TierWindows> Read(ParseResult arguments)
    {
        ImmutableDictionary<string, TierWindows>.Builder tiers = ImmutableDictionary.CreateBuilder<string, TierWindows>(StringComparer.Ordinal);
        foreach (string text in arguments.GetValue(_retention) ?? [])
        {
            if (text.Split('=') is not [{ Length: > 0 } context, var windows] || windows.Split(',') is not [var hot, var warm, var cold]
                || Days(hot) is not { } first || Days(warm) is not { } second || Days(cold) is not { } third)
            {
                throw new UsageException($"--retention {text} is not CONTEXT=HOT,WARM,COLD with whole days from 0 to 36500, such as finance=400,0,3250.");
            }

            if (!tiers.TryAdd(context, TierWindows.Of(new AuditRetention { Hot = first, Warm = second, Cold = third })))
            {
                throw new UsageException($"--retention is given twice for {context}.");
            }
        }

        return tiers.ToImmutable();
    }

    private static TimeSpan? Days(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days <= 36_500 ? TimeSpan.FromDays(days) : null;
}
