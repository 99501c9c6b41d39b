using Erp.Identity;

namespace Erp.Platform;

/// <summary>A document that somebody may hold open for editing.</summary>
[Auditable("platform", "document")]
public sealed class Document(Id<Document> id, string title, Id<User>? lockedBy) : Aggregate, IKeyed<Id<Document>>
{
    [AuditKey]
    public Id<Document> Id { get; } = id;

    [AuditName]
    public string Title { get; } = Rule.Text(title, "The title");

    [AuditReference]
    public Id<User>? LockedBy { get; private set; } = lockedBy;

    public void ForceUnlock()
    {
        Rule.Require(LockedBy is not null, "Nobody holds the document.");
        LockedBy = null;
    }

    public void RequireUnlocked() => Rule.Require(LockedBy is null, "Somebody holds the document: unlock it first.");
}
