using System.Collections.Immutable;
using AuditGen.States;

namespace AuditGen;

/// <summary>What every generated event of an action has in common: the resource before and after, with its own types.</summary>
/// <typeparam name="TState">The generated state of the resource.</typeparam>
public abstract class AuditTypedEvent<TState> : IAppendableEvent
    where TState : class, IAuditState<TState>
{
    private readonly AuditEvent? _source;
    private readonly AuditResourceType _resourceType;

    /// <summary>Makes an event from states.</summary>
    /// <param name="action">The action.</param>
    /// <param name="resourceType">The resource type, which tells the resource's identity.</param>
    /// <param name="before">The state before, or <see langword="null"/> for a resource that came into being.</param>
    /// <param name="after">The state after, or <see langword="null"/> for one that ceased to be.</param>
    /// <exception cref="AuditStateException">The resource has no key.</exception>
    protected AuditTypedEvent(AuditAction action, AuditResourceType resourceType, TState? before, TState? after)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(resourceType);
        Action = action;
        _resourceType = resourceType;
        Before = before;
        After = after;
        Resource = (after ?? before) is { } state ? resourceType.Identify(state) : null;
    }

    /// <summary>Reads an event back.</summary>
    /// <param name="action">The action.</param>
    /// <param name="resourceType">The resource type.</param>
    /// <param name="source">The event.</param>
    /// <param name="before">The state before it, where known.</param>
    /// <exception cref="ArgumentException">The event is of another action.</exception>
    /// <exception cref="FormatException">A value is not of its member's type, or was recorded cut.</exception>
    protected AuditTypedEvent(AuditAction action, AuditResourceType resourceType, AuditEvent source, TState? before)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(resourceType);
        ArgumentNullException.ThrowIfNull(source);
        if (!string.Equals(source.Action, action.Code, StringComparison.Ordinal) && !action.FormerCodes.Contains(source.Action, StringComparer.Ordinal))
        {
            throw new ArgumentException($"The event is of the action {source.Action}, not {action.Code}.", nameof(source));
        }

        _source = source;
        Action = action;
        _resourceType = resourceType;
        Resource = source.Resource;
        Outcome = source.Outcome;
        Reason = source.Reason;
        IsPartial = before is null && source.Changes.Any(static change => change.Op is AuditChangeOp.Replace or AuditChangeOp.Move);
        Before = before ?? AuditDiff.Apply<TState>(null, AuditDiff.Invert(source.Changes));
        After = AuditDiff.Apply(before, source.Changes);
    }

    /// <inheritdoc/>
    public AuditAction Action { get; }

    /// <inheritdoc/>
    public AuditResource? Resource { get; }

    /// <inheritdoc/>
    public AuditOutcome Outcome { get; init; }

    /// <inheritdoc/>
    public string? Reason { get; init; }

    /// <summary>The state before, or <see langword="null"/> for a resource that came into being.</summary>
    public TState? Before { get; }

    /// <summary>The state after, or <see langword="null"/> for one that ceased to be.</summary>
    public TState? After { get; }

    /// <summary>
    /// Whether the event was read back without the state before it: <see cref="Before"/> and <see cref="After"/> then hold
    /// what the event changed, and default values for all else; ask <see cref="IsChanged"/>.
    /// </summary>
    public bool IsPartial { get; }

    /// <summary>The changes.</summary>
    public ImmutableArray<AuditChange> Changes => _source?.Changes ?? AuditDiff.Between(Before, After);

    /// <summary>Whether the event changed what stands at a path, or anything below it.</summary>
    /// <param name="path">A path, such as <c>/lines/10</c>.</param>
    public bool IsChanged(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        foreach (AuditChange change in Changes)
        {
            if (change.Path.StartsWith(path, StringComparison.Ordinal) && (change.Path.Length == path.Length || change.Path[path.Length] == '/'))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public int WriteChanges(AuditTextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginResource(_resourceType, After ?? Before);
        var sink = new JsonChangeSink(writer);
        AuditDiff.Write(Before, After, ref sink);
        writer.EndResource();
        return sink.Count;
    }
}
