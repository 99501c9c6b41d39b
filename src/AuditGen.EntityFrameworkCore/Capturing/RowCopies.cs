using System.Collections;
using AuditGen.EntityFrameworkCore.Shadows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>
/// Makes copies of tracked entities as the database holds them, before or after a save, with everything that belongs to them.
/// Both states of a resource come from such copies and never from the application's own instance, so that a member that is not
/// stored, or a change that was not saved, is not mistaken for a change of the row.
/// </summary>
internal sealed class RowCopies(TrackedEntities tracked, ModelPlan plans, bool original)
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    /// <summary>The state of a resource.</summary>
    public object Capture(EntityEntry entry)
    {
        AuditResourceType type = plans[entry.Metadata].Resource!;
        if (type is not ShadowedResourceType shadowed)
        {
            return type.Capture(Copy(entry));
        }

        object members = shadowed.Members.Capture(Copy(entry));
        var reader = new ShadowReader(plans, new ContainerPaths(shadowed.Members.FindContainers(members)), original);
        reader.Read(entry, path: "", Dependents);
        return new ShadowedState(members, reader.Values);
    }

    /// <summary>A copy of a resource and its parts.</summary>
    private object Copy(EntityEntry entry)
    {
        if (_copies.TryGetValue(entry.Entity, out object? known))
        {
            return known;
        }

        EntityPlan plan = plans[entry.Metadata];
        if ((original ? plan.Plain?.Before(entry) : plan.Plain?.After(entry)) is { } plain)
        {
            return plain;
        }

        object copy = Row(entry);
        if (plan.HasNavigations)
        {
            _copies[entry.Entity] = copy;
            AddNavigations(entry, plan, copy);
        }

        return copy;
    }

    /// <summary>The entities that a navigation holds at present.</summary>
    public static IEnumerable<object> Members(NavigationEntry navigation) => navigation.CurrentValue switch
    {
        null => [],
        IEnumerable items when navigation.Metadata.IsCollection => items.Cast<object>(),
        { } single => [single],
    };

    private object Row(EntityEntry entry) => (original ? entry.OriginalValues : entry.CurrentValues).ToObject();

    private void AddNavigations(EntityEntry entry, EntityPlan plan, object copy)
    {
        foreach (INavigation part in plan.Parts)
        {
            foreach (EntityEntry target in Dependents(entry, part))
            {
                Attach(part, copy, Copy(target));
            }
        }

        foreach (INavigation resource in plan.Resources)
        {
            foreach (EntityEntry target in Dependents(entry, resource))
            {
                Attach(resource, copy, Reference(target));
            }
        }

        foreach (INavigation reference in plan.References)
        {
            if (Principal(entry, reference) is { } target)
            {
                Attach(reference, copy, _copies.GetValueOrDefault(target.Entity) ?? Reference(target));
            }
        }

        foreach (ISkipNavigation link in plan.Links)
        {
            foreach (EntityEntry target in Linked(entry, link))
            {
                Attach(link, copy, Reference(target));
            }
        }
    }

    // Of another resource only the key is recorded. The key of one that is being added may be known to the database alone.
    private object Reference(EntityEntry target) => target.State == EntityState.Added ? Row(target) : target.Entity;

    private IEnumerable<EntityEntry> Dependents(EntityEntry entry, INavigation navigation)
    {
        if (original)
        {
            return tracked.FindDependents(entry, navigation.ForeignKey);
        }

        return Current(entry, navigation, inOrder: navigation.TargetEntityType.IsMappedToJson());
    }

    private EntityEntry? Principal(EntityEntry entry, INavigation navigation)
    {
        // Not IsModified: an entity that is deleted after its reference was changed says that nothing is modified.
        if (original && navigation.ForeignKey.Properties.Any(property => !Equals(entry.Property(property).OriginalValue, entry.Property(property).CurrentValue)))
        {
            return tracked.FindPrincipal(entry, navigation.ForeignKey, original: true);
        }

        return entry.Reference(navigation).CurrentValue is { } target ? tracked.Context.Entry(target) : null;
    }

    private IEnumerable<EntityEntry> Linked(EntityEntry entry, ISkipNavigation link)
    {
        if (!original)
        {
            return Current(entry, link, inOrder: false);
        }

        return tracked.FindDependents(entry, link.ForeignKey)
            .Select(join => tracked.FindPrincipal(join, link.Inverse.ForeignKey, original: true))
            .OfType<EntityEntry>();
    }

    private List<EntityEntry> Current(EntityEntry entry, INavigationBase navigation, bool inOrder)
    {
        var found = new List<EntityEntry>();
        foreach (object item in Members(entry.Navigation(navigation)))
        {
            EntityEntry target = tracked.Context.Entry(item);
            if (target.State is not (EntityState.Deleted or EntityState.Detached))
            {
                found.Add(target);
            }
        }

        if (!inOrder)
        {
            TrackedEntities.Sort(found, original: false);
        }

        return found;
    }

    private static void Attach(INavigationBase navigation, object copy, object target)
    {
        if (navigation.IsCollection)
        {
            navigation.GetCollectionAccessor()!.Add(copy, target, forMaterialization: true);
            return;
        }

#pragma warning disable EF1001 // the public metadata can read a reference and add to a collection, but not set a reference
        ((IRuntimePropertyBase)navigation).MaterializationSetter.SetClrValue(copy, target);
#pragma warning restore EF1001
    }
}
