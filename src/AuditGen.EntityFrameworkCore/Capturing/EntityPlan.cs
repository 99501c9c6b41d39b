using System.Collections.Immutable;
using AuditGen.EntityFrameworkCore.Shadows;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>What capturing has to know of one entity type of a model.</summary>
internal sealed class EntityPlan
{
    /// <summary>The entity type.</summary>
    public required IEntityType Type { get; init; }

    /// <summary>The auditable resource that its entities are, or <see langword="null"/>: parts of one, or nothing to record.</summary>
    public required AuditResourceType? Resource { get; set; }

    /// <summary>The short way to copies of its rows, or <see langword="null"/>.</summary>
    public required PlainRow? Plain { get; init; }

    /// <summary>The foreign keys to entities that hold this one in a collection or reference, and are recorded.</summary>
    public ImmutableArray<IForeignKey> Holders { get; set; } = [];

    /// <summary>The navigations to what belongs to the entity: owned, or dependent and no resource of its own.</summary>
    public ImmutableArray<INavigation> Parts { get; set; } = [];

    /// <summary>The navigations to dependent resources, of which a state records the keys.</summary>
    public ImmutableArray<INavigation> Resources { get; set; } = [];

    /// <summary>The navigations to principals: what the entity refers to, or belongs to.</summary>
    public ImmutableArray<INavigation> References { get; set; } = [];

    /// <summary>The many-to-many navigations.</summary>
    public ImmutableArray<ISkipNavigation> Links { get; set; } = [];

    /// <summary>The shadow properties that are recorded.</summary>
    public ImmutableArray<ShadowProperty> Shadows { get; set; } = [];

    /// <summary>Those of the parts that have recorded shadow properties, at any depth, with their stored names.</summary>
    public ImmutableArray<(INavigation Navigation, string Name)> ShadowedParts { get; set; } = [];

    /// <summary>Whether a change of such an entity can change what is recorded of a resource.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>Whether its state is more than its own properties.</summary>
    public bool HasNavigations => !(Parts.IsEmpty && Resources.IsEmpty && References.IsEmpty && Links.IsEmpty);
}
