using AuditGen.Writing;

namespace AuditGen.Scopes;

/// <summary>
/// What a root operation and the commands nested in it share: the id, the actor, the resources recorded, and the unit in
/// which all their events enter the journal.
/// </summary>
internal sealed class OperationTransaction(Guid id, AuditContext context)
{
    /// <summary>Held while the operation's state is read or changed: handlers may work on several threads.</summary>
    public Lock Sync { get; } = new();

    /// <summary>The id, stored as <c>operation</c> of every event.</summary>
    public Guid Id { get; } = id;

    /// <summary>Who acts.</summary>
    public AuditContext Context { get; } = context;

    /// <summary>The resources that the commands recorded.</summary>
    public RecordedResources Resources { get; } = new();

    /// <summary>The nested commands that came to an end, in that order.</summary>
    public List<AuditOperation>? Nested { get; set; }

    /// <summary>The room reserved.</summary>
    public AppendUnit? Unit { get; set; }

    /// <summary>Whether the root has come to its end.</summary>
    public bool Ended { get; set; }

    /// <summary>A command failed: neither it nor the commands that ended inside it changed anything.</summary>
    public void RollBack(AuditOperation operation)
    {
        Resources.Drop(operation);
        foreach (AuditOperation nested in Nested ?? [])
        {
            nested.IsRolledBack |= nested.IsWithin(operation);
        }
    }
}
