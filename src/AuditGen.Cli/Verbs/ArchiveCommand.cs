using System.CommandLine;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen archive list|make|verify|attach</c>: where events are kept, and moving them to where it costs less.</summary>
internal sealed class ArchiveCommand : Command
{
    public ArchiveCommand(CliHost host)
        : base("archive", "List the parts of a store by tier; archive months of the embedded store; check its archives, and put back those that were kept elsewhere.")
    {
        Add(new ArchiveListCommand(host));
        Add(new ArchiveMakeCommand(host));
        Add(new ArchiveVerifyCommand(host));
        Add(new ArchiveAttachCommand(host));
    }
}
