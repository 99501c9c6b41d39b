using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>
/// A question to a store, the same over every engine. Conditions on different members must all hold; of several values
/// for one member any may match; an empty member does not restrict. docs/query.md defines each comparison.
/// </summary>
public sealed record AuditQuery
{
    /// <summary>What the reader may see.</summary>
    public required AuditAccess Access { get; init; }

    /// <summary>Business contexts.</summary>
    public ImmutableArray<string> Contexts { get; init; } = [];

    /// <summary>Tenants.</summary>
    public ImmutableArray<string> Tenants { get; init; } = [];

    /// <summary>Ids of actors.</summary>
    public ImmutableArray<string> Actors { get; init; } = [];

    /// <summary>Ids of those an actor stood in for.</summary>
    public ImmutableArray<string> OnBehalfOf { get; init; } = [];

    /// <summary>Resource types.</summary>
    public ImmutableArray<string> ResourceTypes { get; init; } = [];

    /// <summary>Resource ids, usually together with one type.</summary>
    public ImmutableArray<string> ResourceIds { get; init; } = [];

    /// <summary>Action codes.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>Categories.</summary>
    public ImmutableArray<AuditCategory> Categories { get; init; } = [];

    /// <summary>Outcomes.</summary>
    public ImmutableArray<AuditOutcome> Outcomes { get; init; } = [];

    /// <summary>Operations.</summary>
    public ImmutableArray<Guid> Operations { get; init; } = [];

    /// <summary>Sessions.</summary>
    public ImmutableArray<string> Sessions { get; init; } = [];

    /// <summary>Correlation ids.</summary>
    public ImmutableArray<string> Correlations { get; init; } = [];

    /// <summary>The first millisecond, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The last millisecond, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>A changed path, case-sensitive; <c>*</c> stands for any run of characters, as in <c>/lines/*/quantity</c>.</summary>
    public string? ChangedPath { get; init; }

    /// <summary>
    /// A value before a change, ASCII letters without regard to case; <c>*</c> stands for any run of characters. With
    /// <see cref="ChangedPath"/> it is the value at that path.
    /// </summary>
    public string? OldValue { get; init; }

    /// <summary>A value after a change; as <see cref="OldValue"/>.</summary>
    public string? NewValue { get; init; }

    /// <summary>Words that must all occur; a trailing <c>*</c> makes a word the beginning of one.</summary>
    public string? Text { get; init; }

    /// <summary>Everything that was ever recorded of one resource.</summary>
    public static AuditQuery HistoryOf(string resourceType, string resourceId, AuditAccess access) =>
        new() { Access = access, ResourceTypes = [resourceType], ResourceIds = [resourceId] };

    /// <summary>What was recorded of one resource up to a time, the whole of its millisecond included: of that, some may be later.</summary>
    internal static AuditQuery HistoryUpTo(string resourceType, string resourceId, DateTimeOffset at, AuditAccess access)
    {
        long next = at.ToUnixTimeMilliseconds() + 1;
        return HistoryOf(resourceType, resourceId, access) with
        {
            To = next > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? null : DateTimeOffset.FromUnixTimeMilliseconds(next),
        };
    }

    /// <summary>Everything that happened in one session, across contexts.</summary>
    public static AuditQuery SessionOf(string session, AuditAccess access) =>
        new() { Access = access, Sessions = [session] };

    /// <summary>Whether nothing but access, contexts excluded, narrows the question: counters can answer it.</summary>
    internal bool IsUnfiltered =>
        Access.IsEverything && !HasDimensions && ChangedPath is null && OldValue is null && NewValue is null && Text is null
        && From is null && To is null;

    /// <summary>Whether the event itself must be looked at beyond its dimensions.</summary>
    internal bool LooksInside => ChangedPath is not null || OldValue is not null || NewValue is not null || Text is not null;

    private bool HasDimensions =>
        !Contexts.IsDefaultOrEmpty || !Tenants.IsDefaultOrEmpty || !Actors.IsDefaultOrEmpty || !OnBehalfOf.IsDefaultOrEmpty
        || !ResourceTypes.IsDefaultOrEmpty || !ResourceIds.IsDefaultOrEmpty || !Actions.IsDefaultOrEmpty
        || !Categories.IsDefaultOrEmpty || !Outcomes.IsDefaultOrEmpty || !Operations.IsDefaultOrEmpty
        || !Sessions.IsDefaultOrEmpty || !Correlations.IsDefaultOrEmpty;
}
