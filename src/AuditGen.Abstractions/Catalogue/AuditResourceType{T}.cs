using System.Text;
using AuditGen.States;

namespace AuditGen;

/// <summary>What every generated <see cref="AuditResourceType"/> has in common.</summary>
/// <typeparam name="TResource">The domain type.</typeparam>
/// <typeparam name="TState">Its generated state.</typeparam>
public abstract class AuditResourceType<TResource, TState> : AuditResourceType
    where TResource : notnull
    where TState : class, IAuditState<TState>
{
    /// <inheritdoc/>
    public sealed override Type ClrType => typeof(TResource);

    /// <inheritdoc/>
    public sealed override object Capture(object instance) => instance is TResource resource
        ? CaptureState(resource)
        : throw new ArgumentException($"An instance of {typeof(TResource)} is needed.", nameof(instance));

    /// <inheritdoc/>
    public sealed override AuditResource Identify(object state) => Identify(Typed(state));

    /// <inheritdoc/>
    public sealed override int WriteChanges(object? before, object? after, AuditTextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.BeginResource(this, after ?? before);
        var sink = new JsonChangeSink(writer);
        AuditDiff.Write(before is null ? null : Typed(before), after is null ? null : Typed(after), ref sink);
        writer.EndResource();
        return sink.Count;
    }

    /// <inheritdoc/>
    public sealed override object? ReadState(AuditDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.IsEmpty ? null : TState.Read(document.Root);
    }

    internal sealed override string? FindSubject(object state, string member)
    {
        if (member.Length == 0)
        {
            return base.FindSubject(state, member);
        }

        TState typed = Typed(state);
        var sink = new SubjectSink(Encoding.UTF8.GetBytes(member));
        TState.Visit<WholeWalk<AddedSide>, SubjectSink>(in typed, in typed, ref sink);
        return sink.Text;
    }

    internal sealed override IReadOnlyList<string> FindContainers(object state)
    {
        TState typed = Typed(state);
        using var writer = new AuditTextWriter();
        var paths = new List<string>();
        var sink = new ContainerSink(writer, paths);
        TState.Visit<WholeWalk<AddedSide>, ContainerSink>(in typed, in typed, ref sink);
        return paths;
    }

    /// <summary>Records the state of an instance.</summary>
    protected abstract TState CaptureState(TResource resource);

    /// <summary>The identity of the resource in the given state.</summary>
    protected abstract AuditResource Identify(TState state);

    private static TState Typed(object state) => state as TState
        ?? throw new ArgumentException($"A state of {typeof(TResource)} is needed: what Capture returned.", nameof(state));
}
