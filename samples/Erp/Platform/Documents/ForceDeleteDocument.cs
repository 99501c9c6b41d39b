namespace Erp.Platform;

public sealed record ForceDeleteDocument(Id<Document> Id, [property: AuditReason] string Why);

/// <summary>Removes a document for good. Administrators only; others leave a denied event.</summary>
[Audited("document.force_delete", AuditCategory.Delete, typeof(Document))]
public sealed class ForceDeleteDocumentHandler(IRepository<Document> documents, Administration administration)
    : ICommandHandler<ForceDeleteDocument>
{
    public async Task HandleAsync(ForceDeleteDocument command, CancellationToken cancellationToken)
    {
        administration.Require("document", command.Id.ToString());
        await documents.RemoveAsync(command.Id, static document => document.RequireUnlocked(), cancellationToken);
    }
}
