using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen search</c>: events by any combination of dimensions.</summary>
internal sealed class SearchCommand : EventsCommand
{
    private readonly QuestionOptions _question;

    public SearchCommand(CliHost host)
        : base(host, "search", "Find events. Conditions on different options must all hold; of several values of one option any may match.",
            new PageOptions(AuditOrder.NewestFirst, usualLimit: 50))
    {
        _question = new QuestionOptions(Times);
        _question.AddTo(this);
        AddEventOptions();
    }

    protected override AuditQuery Question(ParseResult arguments) => _question.Read(arguments);

    protected override void Write(Pen pen, IReadOnlyCollection<AuditRecord> records, ParseResult arguments) => EventTable.Write(pen, records, Times.Shown(arguments));
}
