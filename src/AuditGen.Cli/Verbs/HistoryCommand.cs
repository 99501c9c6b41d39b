using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen history TYPE/ID</c>: what happened to one resource.</summary>
internal sealed class HistoryCommand : EventsCommand
{
    private readonly Argument<string> _resource = new("resource") { Description = "TYPE/ID, such as invoice/4711" };
    private readonly Option<string?> _changes = new("--changes") { Description = "how many changes of each event are shown, 0 to 10000; 20 where not given" };

    public HistoryCommand(CliHost host)
        : base(host, "history", "Show what happened to one resource, each event with its changes.", new PageOptions(AuditOrder.NewestFirst, usualLimit: 50))
    {
        Add(_resource);
        Add(_changes);
        AddEventOptions();
    }

    protected override AuditQuery Question(ParseResult arguments)
    {
        (string type, string id) = ResourceName.ParseWhole(arguments.GetRequiredValue(_resource));
        return AuditQuery.HistoryOf(type, id, AuditAccess.Everything);
    }

    protected override void Write(Pen pen, IReadOnlyCollection<AuditRecord> records, ParseResult arguments) =>
        HistoryView.Write(pen, records, Times.Shown(arguments), Inputs.Number(arguments, _changes, usual: 20, least: 0, most: 10_000));
}
