using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Erp.Simulation;

namespace Erp.Composition;

/// <summary>Reads what the user wants.</summary>
internal static class CommandLine
{
    public const string Usage = """
        usage: Erp [simulate] [--events N] [--seed S] [--store DIR] [--summary FILE.json] [--side-by-side N] [--elasticsearch URL]
          --events N         events that the day leaves, at least (5000)
          --seed S           the same seed gives the same day (1)
          --store DIR        the folder of the audit trail (a new folder below erp-trail)
          --summary FILE     writes the summary as JSON
          --side-by-side N   branches that work side by side, with two sessions each (16)
          --elasticsearch URL  ships the trail to a cluster too, and asks it; credentials: AUDITGEN_ELASTICSEARCH_API_KEY,
                             or AUDITGEN_ELASTICSEARCH_USER and AUDITGEN_ELASTICSEARCH_PASSWORD in the environment
        """;

    private const int MostEvents = 10_000_000;
    private const int MostSideBySide = 1_024;

    public static bool TryParse(
        string[] args, [NotNullWhen(true)] out SimulationOptions? options, [NotNullWhen(false)] out string? problem)
    {
        options = new SimulationOptions { Store = Path.Combine("erp-trail", Guid.CreateVersion7().ToString("N")[..12]) };
        problem = null;
        ReadOnlySpan<string> rest = args is ["simulate", ..] ? args.AsSpan(1) : args;
        while (problem is null && rest.Length > 0)
        {
            (options, problem) = rest switch
            {
                ["--events", var text, ..] when TryNumber(text, 1, MostEvents, out int events) => (options with { Events = events }, null),
                ["--seed", var text, ..] when TryNumber(text, int.MinValue, int.MaxValue, out int seed) => (options with { Seed = seed }, null),
                ["--side-by-side", var text, ..] when TryNumber(text, 1, MostSideBySide, out int n) => (options with { SideBySide = n }, null),
                ["--store", { Length: > 0 } folder, ..] => (options with { Store = folder }, null),
                ["--summary", { Length: > 0 } file, ..] => (options with { Summary = file }, null),
                ["--elasticsearch", var text, ..] when Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" => (options with { Elasticsearch = url }, null),
                [var unknown, ..] => (options, $"'{unknown}' is not an option, or its value is missing or out of range."),
                _ => (options, null),
            };
            rest = rest[Math.Min(2, rest.Length)..];
        }

        return problem is null;
    }

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
