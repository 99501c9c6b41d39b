using System.CommandLine;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen quarantine list|show|resend</c>: what a store refused.</summary>
internal sealed class QuarantineCommand : Command
{
    public QuarantineCommand(CliHost host)
        : base("quarantine", "List and show the events that a store refused, and offer them again. Nothing of them is lost: they are in the journal's folder.")
    {
        Add(new QuarantineListCommand(host));
        Add(new QuarantineShowCommand(host));
        Add(new QuarantineResendCommand(host));
    }
}
