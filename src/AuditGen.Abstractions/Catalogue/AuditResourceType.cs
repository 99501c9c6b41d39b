using System.Collections.Immutable;

namespace AuditGen;

/// <summary>
/// The generated knowledge of one auditable resource type: how to record its state, name it, and write its changes.
/// The runtime works through this class; typed code uses the generated <c>…State</c> and <c>…Diff</c>.
/// </summary>
public abstract class AuditResourceType
{
    /// <summary>The domain type.</summary>
    public abstract Type ClrType { get; }

    /// <summary>The business context.</summary>
    public abstract string Context { get; }

    /// <summary>The stored name of the resource type.</summary>
    public abstract string ResourceType { get; }

    /// <summary>Former stored names, from <see cref="AuditFormerlyAttribute"/>.</summary>
    public virtual ImmutableArray<string> FormerNames => [];

    /// <summary>Whether instances can change after they were made; <see cref="IAuditScope.Track"/> refuses those that cannot.</summary>
    public virtual bool IsMutable => true;

    /// <summary>Records the state of an instance: an immutable copy of its recorded members.</summary>
    /// <param name="instance">An instance of <see cref="ClrType"/> or of a type derived from it.</param>
    public abstract object Capture(object instance);

    /// <summary>The identity of the resource in the given state.</summary>
    /// <param name="state">What <see cref="Capture"/> returned.</param>
    /// <exception cref="AuditStateException">A key member is null.</exception>
    public abstract AuditResource Identify(object state);

    /// <summary>
    /// Writes the changes from one state to the other as the elements of the event's <c>changes</c> array.
    /// </summary>
    /// <param name="before">The state before, or <see langword="null"/>: every recorded value is written as added.</param>
    /// <param name="after">The state after, or <see langword="null"/>: every recorded value is written as removed.</param>
    /// <param name="writer">Where to write; positioned inside the array.</param>
    /// <returns>The number of changes written; 0 when the states are equal.</returns>
    public abstract int WriteChanges(object? before, object? after, AuditTextWriter writer);

    /// <summary>Reads a state back from the fold of a resource's events.</summary>
    /// <param name="document">What the events recorded, former member names included.</param>
    /// <returns>The state, or <see langword="null"/> where nothing is recorded.</returns>
    /// <exception cref="FormatException">A value is not of the member's type, or was recorded cut.</exception>
    public virtual object? ReadState(States.AuditDocument document) => null;

    /// <summary>The person that a member of the resource names.</summary>
    /// <param name="state">The state.</param>
    /// <param name="member">The member's stored name; empty for the resource's own id.</param>
    internal virtual string? FindSubject(object state, string member) => member.Length == 0 ? Identify(state).Id : null;

    /// <summary>The paths of the objects, collections and elements of a state, in its order: where something can be told beside them.</summary>
    /// <param name="state">The state.</param>
    internal virtual IReadOnlyList<string> FindContainers(object state) => [];
}
