namespace AuditGen;

/// <summary>
/// An event that can be appended by hand: the typed events generated for each action implement it. Time, id, actor and
/// correlation come from the runtime.
/// </summary>
public interface IAppendableEvent
{
    /// <summary>The action; its context, category and event type are stored with it.</summary>
    AuditAction Action { get; }

    /// <summary>How it ended.</summary>
    AuditOutcome Outcome { get; }

    /// <summary>The resource, or <see langword="null"/> where none is known.</summary>
    AuditResource? Resource { get; }

    /// <summary>Why, or <see langword="null"/>.</summary>
    string? Reason { get; }

    /// <summary>Writes the elements of <c>changes</c>; the writer is positioned inside the array.</summary>
    /// <returns>The number of changes written.</returns>
    int WriteChanges(AuditTextWriter writer);

    /// <summary>Writes the members of <c>data</c>; the writer is positioned inside the object.</summary>
    /// <returns>The number of members written.</returns>
    int WriteData(AuditTextWriter writer) => 0;
}
