namespace AuditGen;

/// <summary>
/// What a command handler says to the audit of the operation it runs in. A façade over the running operation
/// (it follows <c>await</c> and <c>Task.Run</c>), so it may be injected with any lifetime.
/// </summary>
/// <remarks>Every method throws <see cref="InvalidOperationException"/> outside an audited operation, saying how to start one.</remarks>
public interface IAuditScope
{
    /// <summary>Records the state of a mutable instance before it changes. Tracking it again is without effect.</summary>
    /// <exception cref="ArgumentException">The type is not auditable, or its instances cannot change: use <see cref="Changed"/>.</exception>
    void Track<T>(T resource)
        where T : class;

    /// <summary>States that one immutable value took the place of another.</summary>
    void Changed<T>(T before, T after)
        where T : notnull;

    /// <summary>States that the resource came into being. Its state is recorded when the operation completes.</summary>
    void Created<T>(T resource)
        where T : notnull;

    /// <summary>States that the resource ceases to be. Its state is recorded now.</summary>
    void Deleted<T>(T resource)
        where T : notnull;

    /// <summary>Names the subject where nothing was loaded: a failed log-in, a denied access.</summary>
    /// <param name="resourceType">The resource type, such as <c>user</c>.</param>
    /// <param name="id">What is known of it, such as the attempted name.</param>
    /// <param name="name">The name, where it differs from the id.</param>
    void Subject(string resourceType, string id, string? name = null);

    /// <summary>Says which of several declared actions happened.</summary>
    /// <exception cref="ArgumentException">The action is not among those the handler declares.</exception>
    void Action(AuditAction action);

    /// <summary>Says why, where the command carries no reason.</summary>
    void Reason(string reason);

    /// <summary>The command was refused: the operation ends as <see cref="AuditOutcome.Denied"/>, with no change.</summary>
    void Denied(string reason);

    /// <summary>The command failed: the operation ends as <see cref="AuditOutcome.Failure"/>, with no change.</summary>
    void Failed(string reason);
}
