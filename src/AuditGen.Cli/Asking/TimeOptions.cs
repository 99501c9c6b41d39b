using System.CommandLine;
using AuditGen.Cli.Rendering;

namespace AuditGen.Cli.Asking;

/// <summary>The zone of times, read and shown.</summary>
internal sealed class TimeOptions(CliHost host)
{
    private readonly Option<string?> _zone = new("--zone") { Description = "zone of times without an offset and of times shown: local (default), utc, or a name such as Europe/Berlin" };

    public void AddTo(Command command) => command.Add(_zone);

    /// <summary>How times are shown.</summary>
    public ShownTime Shown(ParseResult arguments) => new(Zone(arguments));

    /// <summary>Reads a time of the zone.</summary>
    public DateTimeOffset? Read(ParseResult arguments, Option<string?> option, TimeEdge edge) => arguments.GetValue(option) is { } text
        ? new TimeExpression(host.Time.GetUtcNow(), Zone(arguments)).Parse(option.Name, text, edge)
        : null;

    private TimeZoneInfo Zone(ParseResult arguments)
    {
        string name = arguments.GetValue(_zone) ?? "local";
        if (string.Equals(name, "local", StringComparison.OrdinalIgnoreCase))
        {
            return host.Time.LocalTimeZone;
        }

        return string.Equals(name, "utc", StringComparison.OrdinalIgnoreCase) ? TimeZoneInfo.Utc
            : TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone
            : throw new UsageException($"There is no time zone '{Inputs.Shown(name)}' on this machine. Write local, utc, or a name such as Europe/Berlin.");
    }
}
