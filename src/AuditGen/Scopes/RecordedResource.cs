namespace AuditGen.Scopes;

/// <summary>
/// What one command did to one resource: from the state before to the state after. A resource that several nested commands
/// change has one of these for each run of changes, in the order of time, so that the changes fold.
/// </summary>
internal sealed class RecordedResource
{
    /// <summary>The command that answers for the change.</summary>
    public required AuditOperation Owner { get; init; }

    /// <summary>The generated knowledge of the resource's type.</summary>
    public required AuditResourceType Type { get; init; }

    /// <summary>The instance, whose state is recorded when the command completes; <see langword="null"/> for values.</summary>
    public object? Instance { get; set; }

    /// <summary>The state before; <see langword="null"/> where the resource came into being.</summary>
    public object? Before { get; set; }

    /// <summary>The state after; <see langword="null"/> where the resource ceased to be, or while the command runs.</summary>
    public object? After { get; set; }

    /// <summary>Whether the state after is settled.</summary>
    public bool Closed { get; set; }

    /// <summary>The command failed or was refused: the change did not happen.</summary>
    public bool Dropped { get; set; }

    /// <summary>The running command that had the resource before this one took it over, and gets it back.</summary>
    public AuditOperation? Resumes { get; init; }

    /// <summary>Why no state could be recorded, or <see langword="null"/>.</summary>
    public Exception? Error { get; set; }

    /// <summary>Whether a business store has committed the change, whatever became of the command.</summary>
    public bool IsCommitted { get; init; }

    /// <summary>Whether it goes on where what another command did to the resource ended.</summary>
    public bool IsContinuation { get; init; }

    /// <summary>Whether this is the resource that the command's action is about.</summary>
    public bool IsDeclared => string.Equals(Type.ResourceType, Owner.Action.ResourceType, StringComparison.Ordinal);
}
