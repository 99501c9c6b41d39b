using AuditGen.Reading;
using Erp.Platform;
using Erp.Simulation;

namespace Erp.Stories;

/// <summary>A clerk may not take a document away from a colleague; an administrator does it for them, and removes it.</summary>
internal sealed class ForcedUnlock : Story
{
    public const string Document = "Board minutes 2026-11";

    public override string Title => "An administrator's forced unlock";

    public override string Question => $"Who made \"{Document}\" disappear while somebody was working on it?";

    public override IReadOnlyList<string> Actions => ["document.force_unlock", "document.force_unlock", "document.force_delete"];

    public override async Task PlayAsync(Branch branch)
    {
        Id<Document> id = branch.NewId<Document>();
        branch.Load<Document, Id<Document>>(new(id, Document, branch.NewId<Identity.User>()));
        await branch.Clerk.LogInAsync(typo: false);
        await branch.ForbiddenAsync(new ForceUnlockDocument(id, "I only want to look"));
        await branch.Manager.LogInAsync(typo: false);
        await branch.DecideAsync(new ForceUnlockDocument(id, "asked by a clerk"));
        await branch.DecideAsync(new ForceDeleteDocument(id, "housekeeping"));
        await branch.Manager.LogOutAsync();
        await branch.Clerk.LogOutAsync();
    }

    /// <summary>The title leads to the removal, whose event still carries everything the document held, and to all that was tried before.</summary>
    public override async Task<IReadOnlyList<AuditEvent>> FindAsync(IAuditReader reader, AuditAccess access, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditEvent> removed = await AllAsync(
            reader, new AuditQuery { Access = access, Actions = ["document.force_delete"], Text = Document }, cancellationToken);
        return await AllAsync(reader, AuditQuery.HistoryOf("document", removed[0].Resource!.Id, access), cancellationToken);
    }
}
