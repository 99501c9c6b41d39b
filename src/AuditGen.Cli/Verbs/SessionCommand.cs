using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Reading;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen session ID</c>: what happened in one session, across contexts.</summary>
internal sealed class SessionCommand : EventsCommand
{
    private readonly Argument<string> _session = new("session") { Description = "the session's id, as 'auditgen show' prints it" };

    public SessionCommand(CliHost host)
        : base(host, "session", "Show what happened in one session, across contexts, in the order it happened.", new PageOptions(AuditOrder.OldestFirst, usualLimit: 200))
    {
        Add(_session);
        AddEventOptions();
    }

    protected override AuditQuery Question(ParseResult arguments) => arguments.GetRequiredValue(_session) is { Length: > 0 } session
        ? AuditQuery.SessionOf(session, AuditAccess.Everything)
        : throw new UsageException("The session is empty. Give its id; 'auditgen show EVENT' prints it.");

    protected override void Write(Pen pen, IReadOnlyCollection<AuditRecord> records, ParseResult arguments) => EventTable.Write(pen, records, Times.Shown(arguments));
}
