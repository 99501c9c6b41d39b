using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>What is recorded of a resource at a time.</summary>
/// <param name="ResourceType">The resource type.</param>
/// <param name="ResourceId">The resource's id.</param>
/// <param name="At">The time asked for.</param>
public sealed record AuditState(string ResourceType, string ResourceId, DateTimeOffset At)
{
    /// <summary>How much of the state is known.</summary>
    public AuditStateKnowledge Knowledge { get; init; }

    /// <summary>Its name at the time, where one is recorded.</summary>
    public string? Name { get; init; }

    /// <summary>Its version at the time, where one is recorded.</summary>
    public string? Version { get; init; }

    /// <summary>The values by path, in ordinal order of the paths. Elements of unkeyed collections have a path that ends in <c>/-</c>.</summary>
    public ImmutableArray<AuditStateValue> Values { get; init; } = [];

    /// <summary>How many events were folded.</summary>
    public int Events { get; init; }

    /// <summary>The last event folded, or <see langword="null"/>.</summary>
    public AuditEvent? Last { get; init; }

    /// <summary>Events after which something may differ from what is recorded here (<c>changes: "unknown"</c>).</summary>
    public ImmutableArray<Guid> UnknownChanges { get; init; } = [];

    /// <summary>Where an event's old value was not the state before it: an edit that bypassed the application.</summary>
    public ImmutableArray<AuditContinuityFault> Faults { get; init; } = [];

    /// <summary>The value at a path, or no value.</summary>
    public AuditValue this[string path]
    {
        get
        {
            foreach (AuditStateValue value in Values)
            {
                if (string.Equals(value.Path, path, StringComparison.Ordinal))
                {
                    return value.Value;
                }
            }

            return default;
        }
    }
}
