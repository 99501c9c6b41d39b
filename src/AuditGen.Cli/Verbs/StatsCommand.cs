using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen stats</c>: counts by dimension and over time.</summary>
internal sealed class StatsCommand : StoreCommand
{
    private static readonly string[] s_usual = ["context", "action", "actor", "outcome"];

    private readonly QuestionOptions _question;
    private readonly Option<string[]> _by = new("--by")
    {
        Description = $"context, tenant, actor, on-behalf-of, resource-type, action, category or outcome; may be given several times; {string.Join(", ", s_usual)} where not given",
    };

    private readonly Option<string?> _top = new("--top") { Description = "how many values of each, 1 to 1000; 10 where not given" };
    private readonly Option<string?> _interval = new("--interval") { Description = "also count by hour, day, week (from Monday) or month, in UTC" };
    private readonly FormatOption _format = new(AnswerFormat.Table, AnswerFormat.Json, AnswerFormat.Csv);

    public StatsCommand(CliHost host)
        : base(host, "stats", "Count events by dimension and over time.")
    {
        _question = new QuestionOptions(Times);
        Add(_by);
        Add(_top);
        Add(_interval);
        _question.AddTo(this);
        _format.AddTo(this);
        AddStoreOptions();
    }

    protected override async Task<int> AnswerAsync(ParseResult arguments, OpenedStore opened, CancellationToken cancellationToken)
    {
        AuditQuery query = _question.Read(arguments);
        AnswerFormat format = _format.Read(arguments);
        string[] by = arguments.GetValue(_by) is { Length: > 0 } given ? given : s_usual;
        var request = new AuditFacetRequest
        {
            Dimensions = [.. by.Select(text => Inputs.Dimension(_by.Name, text)).Distinct()],
            Top = Inputs.Number(arguments, _top, usual: 10, least: 1, most: 1_000),
            Interval = Interval(arguments),
        };
        AuditFacets facets = await opened.Store.CountAsync(query, request, cancellationToken).ConfigureAwait(false);
        return await WriteAsync(
            opened, format, pen => FacetView.Write(pen, facets, request.Interval), into => FacetText.WriteJson(into, facets), into => FacetText.WriteCsv(into, facets), cancellationToken).ConfigureAwait(false);
    }

    private AuditInterval? Interval(ParseResult arguments) => arguments.GetValue(_interval) is not { } text
        ? null
        : Inputs.Word(_interval.Name, text, ("hour", AuditInterval.Hour), ("day", AuditInterval.Day), ("week", AuditInterval.Week), ("month", AuditInterval.Month));
}
