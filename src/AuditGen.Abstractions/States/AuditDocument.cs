using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace AuditGen.States;

/// <summary>
/// The state of a resource as the fold of its events' changes, whatever its type: what a reader knows who has the events
/// only. Not for use by several threads at once.
/// </summary>
public sealed class AuditDocument
{
    /// <summary>The resource itself.</summary>
    public AuditNode Root { get; } = new();

    /// <summary>Whether nothing is recorded: the resource does not exist, or nothing of it is known.</summary>
    public bool IsEmpty => Root.Children.Count == 0;

    /// <summary>Applies the changes of one event.</summary>
    /// <remarks>
    /// A change that does not fit (a value removed that is not there) is applied as far as it goes: the continuity check is
    /// what reports it.
    /// </remarks>
    /// <exception cref="FormatException">A path is none.</exception>
    public void Apply(ImmutableArray<AuditChange> changes)
    {
        if (changes.IsDefaultOrEmpty)
        {
            return;
        }

        var placements = new List<Placement>();
        foreach (AuditChange change in changes)
        {
            Apply(change, placements);
        }

        // Positions are those of the finished collection, so elements are put into place when all are there.
        foreach (IGrouping<AuditNode, Placement> collection in placements.GroupBy(static placement => placement.Parent))
        {
            Place(collection.Key.Entries, [.. collection.OrderBy(static placement => placement.Position)]);
        }
    }

    private void Apply(AuditChange change, List<Placement> placements)
    {
        string[] segments = AuditPath.Segments(change.Path);
        if (segments.Length == 0)
        {
            return;
        }

        AuditNode parent = Root;
        foreach (string segment in segments.AsSpan(0, segments.Length - 1))
        {
            parent = parent.Find(segment) ?? Append(parent, segment);
        }

        string name = segments[^1];
        switch (change.Op)
        {
            case AuditChangeOp.Remove:
                Remove(parent, name, change.Old);
                break;
            case AuditChangeOp.Move:
                if (change.New.TryGetInt64(out long position) && parent.Find(name) is { } element)
                {
                    placements.Add(new(parent, name, element, (int)position));
                }

                break;
            default:
                Put(parent, name, change, placements);
                break;
        }
    }

    private static void Put(AuditNode parent, string name, AuditChange change, List<Placement> placements)
    {
        AuditNode node = (IsUnkeyed(name) ? null : parent.Find(name)) ?? Append(parent, name);
        node.Value = change.New;
        if (IsContainer(change.New))
        {
            if (PositionOf(change.New) is { } position)
            {
                node.Value = new AuditValue("{}"u8.ToArray());
                placements.Add(new(parent, name, node, position));
            }
        }
        else
        {
            node.Entries.Clear();
        }
    }

    private static bool IsUnkeyed(string name) => name is "-";

    private static bool IsContainer(AuditValue value) =>
        value.Json.Span is [(byte)'{', (byte)'}'] or [(byte)'[', (byte)']'] || PositionOf(value) is not null;

    private static int? PositionOf(AuditValue value) =>
        value.Json.Span.StartsWith("{\"$at\":"u8)
        && int.TryParse(value.Json.Span[7..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            ? position
            : null;

    private static AuditNode Append(AuditNode parent, string name)
    {
        var node = new AuditNode();
        parent.Entries.Add(new(name, node));
        return node;
    }

    private static void Remove(AuditNode parent, string name, AuditValue value)
    {
        int index = IsUnkeyed(name)
            ? UnreadableValues.IndexOf(parent.Entries, child => string.Equals(child.Key, name, StringComparison.Ordinal) ? child.Value.Value : null, value)
            : parent.Entries.FindIndex(child => string.Equals(child.Key, name, StringComparison.Ordinal));
        if (index >= 0)
        {
            parent.Entries.RemoveAt(index);
        }
    }

    private static void Place(List<KeyValuePair<string, AuditNode>> children, Placement[] placements)
    {
        children.RemoveAll(child => placements.Any(placement => ReferenceEquals(placement.Node, child.Value)));
        foreach (Placement placement in placements)
        {
            children.Insert(Math.Min(placement.Position, children.Count), new(placement.Name, placement.Node));
        }
    }

    private readonly record struct Placement(AuditNode Parent, string Name, AuditNode Node, int Position);
}
