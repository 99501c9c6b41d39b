namespace AuditGen.Scopes;

/// <summary>
/// What a change tracker says was written to a business store: one resource, from the state before to the state after. Unlike
/// what a handler tracks, it has happened or is part of the transaction that is about to commit.
/// </summary>
internal sealed class SavedResource
{
    /// <summary>The command that wrote it.</summary>
    public required AuditOperation Owner { get; init; }

    /// <summary>The generated knowledge of the resource's type.</summary>
    public required AuditResourceType Type { get; init; }

    /// <summary>The instance, so that a recording of the same instance by hand gives way; <see langword="null"/> where there is none.</summary>
    public object? Instance { get; init; }

    /// <summary>The state before; <see langword="null"/> where the resource came into being.</summary>
    public object? Before { get; set; }

    /// <summary>The state after; <see langword="null"/> where the resource ceased to be.</summary>
    public object? After { get; set; }

    /// <summary>Why no state could be recorded, or <see langword="null"/>.</summary>
    public Exception? Error { get; set; }
}
