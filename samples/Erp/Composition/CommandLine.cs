using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Erp.Simulation;

namespace Erp.Composition;

/// <summary>Reads what the user wants.</summary>
internal static class CommandLine
{
    public const string Usage = """
        usage: Erp [simulate | serve] [options]
          (nothing)          simulates a business day, then serves the investigator page
          simulate           simulates a business day and ends; the same as --no-serve
          serve              serves the trail that --store names
          --events N         events that the day leaves, at least (5000)
          --seed S           the same seed gives the same day (1)
          --store DIR        the folder of the audit trail (a new folder below erp-trail)
          --summary FILE     writes the summary as JSON
          --side-by-side N   branches that work side by side, with two sessions each (16)
          --elasticsearch URL  ships the trail to a cluster too, and asks it; credentials: AUDITGEN_ELASTICSEARCH_API_KEY,
                             or AUDITGEN_ELASTICSEARCH_USER and AUDITGEN_ELASTICSEARCH_PASSWORD in the environment
          --no-serve         ends after the summary
          --port N           where the page is served, on this machine only (5080)
          --help             prints this
        """;

    private const int MostEvents = 10_000_000;
    private const int MostSideBySide = 1_024;

    public static bool TryParse(string[] args, [NotNullWhen(true)] out ErpCommand? command, [NotNullWhen(false)] out string? problem)
    {
        string? store = null;
        ErpCommand wanted = new() { Day = new SimulationOptions { Store = Path.Combine("erp-trail", Guid.CreateVersion7().ToString("N")[..12]) } };
        problem = null;
        (wanted, ReadOnlySpan<string> rest) = args switch
        {
            ["simulate", ..] => (wanted with { Serves = false }, args[1..]),
            ["serve", ..] => (wanted with { Simulates = false }, args[1..]),
            _ => (wanted, args),
        };
        while (problem is null && rest.Length > 0)
        {
            SimulationOptions day = wanted.Day;
            (wanted, problem) = rest switch
            {
                ["--no-serve", ..] => (wanted with { Serves = false }, null),
                ["--events", var text, ..] when TryNumber(text, 1, MostEvents, out int events) => (wanted with { Day = day with { Events = events } }, null),
                ["--seed", var text, ..] when TryNumber(text, int.MinValue, int.MaxValue, out int seed) => (wanted with { Day = day with { Seed = seed } }, null),
                ["--side-by-side", var text, ..] when TryNumber(text, 1, MostSideBySide, out int n) => (wanted with { Day = day with { SideBySide = n } }, null),
                ["--store", { Length: > 0 } folder, ..] => (wanted with { Day = day with { Store = store = folder } }, null),
                ["--summary", { Length: > 0 } file, ..] => (wanted with { Day = day with { Summary = file } }, null),
                ["--elasticsearch", var text, ..] when Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" =>
                    (wanted with { Day = day with { Elasticsearch = url } }, null),
                ["--port", var text, ..] when TryNumber(text, 0, ushort.MaxValue, out int port) => (wanted with { Port = port }, null),
                [var unknown, ..] => (wanted, $"'{unknown}' is not an option, or its value is missing or out of range."),
                _ => (wanted, null),
            };
            rest = rest[(rest[0] is "--no-serve" ? 1 : Math.Min(2, rest.Length))..];
        }

        if (problem is null && !wanted.Simulates && store is null)
        {
            problem = "'serve' needs --store DIR: the folder of a trail that an earlier run left.";
        }

        command = wanted;
        return problem is null;
    }

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
