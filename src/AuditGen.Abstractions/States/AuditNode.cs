using System.Runtime.InteropServices;
using System.Text.Json;

namespace AuditGen.States;

/// <summary>One place of a state as events recorded it: a value, or a container with named places below it.</summary>
public sealed class AuditNode
{
    private readonly List<KeyValuePair<string, AuditNode>> _children = [];

    /// <summary>The recorded value: an announcement (<c>{}</c>, <c>[]</c>) where there are places below.</summary>
    public AuditValue Value { get; internal set; }

    /// <summary>The places below, in the order they came to be; unkeyed elements are named <c>-</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, AuditNode>> Children => _children;

    /// <summary>Whether null was recorded here.</summary>
    public bool IsNull => Value.IsMissing ? _children.Count == 0 : Value.Kind == AuditValueKind.Null;

    internal List<KeyValuePair<string, AuditNode>> Entries => _children;

    /// <summary>The place below with the given name, or <see langword="null"/>.</summary>
    public AuditNode? Find(string name)
    {
        foreach (KeyValuePair<string, AuditNode> child in _children)
        {
            if (string.Equals(child.Key, name, StringComparison.Ordinal))
            {
                return child.Value;
            }
        }

        return null;
    }

    /// <summary>Turns a recorded object, written as one value, into places.</summary>
    internal static AuditNode Parse(ref Utf8JsonReader reader)
    {
        JsonElement element = JsonElement.ParseValue(ref reader);
        return Of(new AuditValue(JsonMarshal.GetRawUtf8Value(element).ToArray()));
    }

    private static AuditNode Of(AuditValue value)
    {
        var node = new AuditNode { Value = value };
        if (value.Kind == AuditValueKind.Object)
        {
            foreach (AuditDatum member in value.Members())
            {
                node._children.Add(new(member.Name, Of(member.Value)));
            }
        }
        else if (value.Kind == AuditValueKind.Array)
        {
            foreach (AuditValue item in value.Items())
            {
                node._children.Add(new("-", Of(item)));
            }
        }

        return node;
    }
}
