using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>Finds the resources that a save touches: those that are written, and those that hold a part that is.</summary>
internal sealed class TouchedResources(TrackedEntities tracked, ModelPlan plans)
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<EntityEntry> _found = [];

    /// <summary>The resources, each once, in the order in which the change tracker names them.</summary>
    public List<EntityEntry> Find()
    {
        foreach (EntityEntry entry in tracked.Entries)
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
            {
                continue;
            }

            EntityPlan plan = plans[entry.Metadata];
            if (!plan.IsRecorded && plan.Holders.IsEmpty)
            {
                continue;
            }

            if (plan.Resource is not null)
            {
                Add(entry);
            }

            foreach (IForeignKey key in plan.Holders)
            {
                // A resource inside a resource tells its own changes; to the holder only matters whether it is there.
                bool moved = entry.State != EntityState.Modified || IsModified(entry, key);
                if (plan.Resource is null || moved)
                {
                    Touch(tracked.FindPrincipal(entry, key, original: false));
                    if (moved && entry.State != EntityState.Added)
                    {
                        Touch(tracked.FindPrincipal(entry, key, original: true));
                    }
                }
            }
        }

        return _found;
    }

    private static bool IsModified(EntityEntry entry, IForeignKey key)
    {
        foreach (IProperty property in key.Properties)
        {
            if (entry.Property(property).IsModified)
            {
                return true;
            }
        }

        return false;
    }

    private void Touch(EntityEntry? holder)
    {
        if (holder is null || _seen.Contains(holder.Entity))
        {
            return;
        }

        EntityPlan plan = plans[holder.Metadata];
        if (plan.Resource is not null)
        {
            Add(holder);
            return;
        }

        _seen.Add(holder.Entity);
        foreach (IForeignKey key in plan.Holders)
        {
            Touch(tracked.FindPrincipal(holder, key, original: false));
        }
    }

    private void Add(EntityEntry entry)
    {
        if (_seen.Add(entry.Entity))
        {
            _found.Add(entry);
        }
    }
}
