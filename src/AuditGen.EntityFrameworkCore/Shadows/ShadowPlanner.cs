using System.Collections.Immutable;
using AuditGen.EntityFrameworkCore.Capturing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>Finds the shadow properties of a model that are recorded, and those of which nobody has said whether they are.</summary>
internal sealed class ShadowPlanner(ModelPlan plans)
{
    private readonly Dictionary<AuditResourceType, ShadowedResourceType> _types = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<IProperty> _undecided = [];

    /// <summary>The undecided properties, as <c>Entity.Property</c>.</summary>
    public ImmutableArray<string> Undecided => [.. _undecided.Select(Named).Order(StringComparer.Ordinal)];

    /// <summary>Plans all entity types of the model.</summary>
    /// <exception cref="InvalidOperationException">The model asks for something that cannot be recorded.</exception>
    public void Plan(IModel model)
    {
        foreach (IEntityType type in model.GetEntityTypes())
        {
            EntityPlan plan = plans[type];
            plan.Shadows = [.. type.GetProperties().Select(property => Shadow(plan, property)).OfType<ShadowProperty>()];
            foreach (ShadowProperty shadow in plan.Shadows)
            {
                Check(type, shadow);
            }
        }

        // Parts of parts: repeated until nothing new is found, because parts may hang together in circles.
        bool found = true;
        while (found)
        {
            found = false;
            foreach (EntityPlan plan in model.GetEntityTypes().Select(type => plans[type]))
            {
                ImmutableArray<(INavigation, string)> parts =
                    [.. plan.Parts.Where(part => HasShadows(part.TargetEntityType)).Select(static part => (part, StoredNames.Of(part)))];
                found |= parts.Length > plan.ShadowedParts.Length;
                plan.ShadowedParts = parts;
            }
        }

        foreach (EntityPlan plan in model.GetEntityTypes().Select(type => plans[type]))
        {
            if (plan.Resource is { } members && FamilyOf(plan.Type).Any(HasShadows))
            {
                plan.Resource = TypeOf(members);
            }
        }
    }

    // A state of a derived type continues one of its base's, so that all of them are of one type.
    private static IEnumerable<IEntityType> FamilyOf(IEntityType type) => ((IEntityType)type.GetRootType()).GetDerivedTypesInclusive();

    private bool HasShadows(IEntityType type) => plans[type] is { } plan && (!plan.Shadows.IsEmpty || !plan.ShadowedParts.IsEmpty);

    private ShadowedResourceType TypeOf(AuditResourceType members)
    {
        if (!_types.TryGetValue(members, out ShadowedResourceType? type))
        {
            _types[members] = type = new ShadowedResourceType(members);
        }

        return type;
    }

    private ShadowProperty? Shadow(EntityPlan plan, IProperty property)
    {
        string? name = property.FindAnnotation(ShadowAnnotations.Name)?.Value as string;
        if (name is not null)
        {
            return !property.IsShadowProperty()
                ? throw new InvalidOperationException($"{Named(property)} is a member of its class: record it with [AuditMember] there, and leave IsAudited() out.")
                : plan.IsRecorded && (plan.Type.IsOwned() || !plan.Type.HasSharedClrType)
                    ? ShadowProperty.Of(property, name)
                    : throw new InvalidOperationException($"{Named(property)} cannot be recorded: {plan.Type.DisplayName()} is neither an auditable resource nor a part of one.");
        }

        if (plan.IsRecorded && IsUndecided(plan.Type, property))
        {
            _undecided.Add(property);
        }

        return null;
    }

    // What the database or the mapping needs for itself tells nothing about the business.
    private static bool IsUndecided(IEntityType type, IProperty property) =>
        property.IsShadowProperty()
        && !type.HasSharedClrType
        && !property.IsKey()
        && !property.IsForeignKey()
        && !property.IsConcurrencyToken
        && property.ValueGenerated is ValueGenerated.Never or ValueGenerated.OnAdd
        && type.FindDiscriminatorProperty() != property
        && property.FindAnnotation(ShadowAnnotations.Reason) is null;

    private static void Check(IEntityType type, ShadowProperty shadow)
    {
        bool isTaken = type.GetProperties().Cast<IReadOnlyPropertyBase>().Concat(type.GetNavigations()).Concat(type.GetSkipNavigations()).Concat(type.GetComplexProperties())
            .Any(other => other != shadow.Property && (other.IsShadowProperty()
                ? string.Equals(other.FindAnnotation(ShadowAnnotations.Name)?.Value as string, shadow.Name, StringComparison.Ordinal)
                : string.Equals(StoredNames.Of(other), shadow.Name, StringComparison.Ordinal)));
        if (isTaken)
        {
            throw new InvalidOperationException($"{Named(shadow.Property)} would be recorded as '{shadow.Name}', as another member of {type.DisplayName()} is. Give it a name: IsAudited(\"…\").");
        }
    }

    private static string Named(IProperty property) => $"{property.DeclaringType.DisplayName()}.{property.Name}";
}
