namespace Erp.Platform;

public sealed record ForceUnlockDocument(Id<Document> Id, [property: AuditReason] string Why);

/// <summary>Takes a document away from whoever holds it. Administrators only; others leave a denied event.</summary>
[Audited("document.force_unlock", AuditCategory.Configure, typeof(Document))]
public sealed class ForceUnlockDocumentHandler(IRepository<Document> documents, Administration administration)
    : ICommandHandler<ForceUnlockDocument>
{
    public async Task HandleAsync(ForceUnlockDocument command, CancellationToken cancellationToken)
    {
        administration.Require("document", command.Id.ToString());
        await documents.ChangeAsync(command.Id, static document => document.ForceUnlock(), cancellationToken);
    }
}
