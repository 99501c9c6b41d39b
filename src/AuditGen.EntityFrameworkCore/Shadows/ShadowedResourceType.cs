using System.Collections.Immutable;
using System.Text;
using AuditGen.States;

namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>
/// A resource type whose states hold the values of shadow properties beside the members that the generator knows. In the event
/// they stand among the others: what is removed before the object that it belongs to, everything else behind it.
/// </summary>
/// <param name="members">The generated knowledge of the type.</param>
internal sealed class ShadowedResourceType(AuditResourceType members) : AuditResourceType
{
    /// <summary>The generated knowledge of the type.</summary>
    public AuditResourceType Members => members;

    /// <inheritdoc/>
    public override Type ClrType => members.ClrType;

    /// <inheritdoc/>
    public override string Context => members.Context;

    /// <inheritdoc/>
    public override string ResourceType => members.ResourceType;

    /// <inheritdoc/>
    public override ImmutableArray<string> FormerNames => members.FormerNames;

    /// <inheritdoc/>
    public override bool IsMutable => members.IsMutable;

    /// <summary>Records the members of an instance, which knows nothing of shadow properties.</summary>
    public override object Capture(object instance) => new ShadowedState(members.Capture(instance), []);

    /// <inheritdoc/>
    public override AuditResource Identify(object state) => members.Identify(((ShadowedState)state).Members);

    /// <inheritdoc/>
    public override int WriteChanges(object? before, object? after, AuditTextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var old = before as ShadowedState;
        var @new = after as ShadowedState;
        Dictionary<(string, string), object?> was = Index(old);
        Dictionary<(string, string), object?> @is = Index(@new);
        var sink = new JsonChangeSink(writer);
        object? subject = @new?.Members ?? old?.Members;
        writer.BeginResource(members, subject);
        foreach (ShadowValue value in old?.Shadows ?? [])
        {
            if (!@is.ContainsKey((value.Holder, value.Property.Name)))
            {
                int depth = Enter(value, ref sink);
                value.Property.Remove(value.Value, ref sink);
                Exit(depth, ref sink);
            }
        }

        writer.EndResource();
        int count = members.WriteChanges(old?.Members, @new?.Members, writer);
        writer.BeginResource(members, subject);
        foreach (ShadowValue value in @new?.Shadows ?? [])
        {
            bool existed = was.TryGetValue((value.Holder, value.Property.Name), out object? earlier);
            if (existed && value.Property.Same(earlier, value.Value))
            {
                continue;
            }

            int depth = Enter(value, ref sink);
            if (existed)
            {
                value.Property.Replace(earlier, value.Value, ref sink);
            }
            else
            {
                value.Property.Add(value.Value, ref sink);
            }

            Exit(depth, ref sink);
        }

        writer.EndResource();
        return count + sink.Count;
    }

    /// <inheritdoc/>
    public override object? ReadState(AuditDocument document) => members.ReadState(document);

    private static Dictionary<(string Holder, string Name), object?> Index(ShadowedState? state)
    {
        var index = new Dictionary<(string, string), object?>();
        foreach (ShadowValue value in state?.Shadows ?? [])
        {
            index[(value.Holder, value.Property.Name)] = value.Value;
        }

        return index;
    }

    private static int Enter(in ShadowValue value, ref JsonChangeSink sink)
    {
        int depth = 1;
        if (value.Holder.Length > 0)
        {
            // The path of the holder was taken from the writer, and is written as it is.
            sink.Enter(Encoding.UTF8.GetBytes(value.Holder, 1, value.Holder.Length - 1));
            depth += value.Holder.AsSpan().Count('/');
        }

        sink.Enter(value.Property.Segment);
        return depth;
    }

    private static void Exit(int depth, ref JsonChangeSink sink)
    {
        for (; depth > 0; depth--)
        {
            sink.Exit();
        }
    }
}
