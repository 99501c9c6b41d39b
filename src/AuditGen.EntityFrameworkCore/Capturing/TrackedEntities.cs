using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Capturing;

/// <summary>
/// What the change tracker holds at one moment, found by key: principals, and the dependents that a principal had before.
/// Indexes are made where they are asked for.
/// </summary>
internal sealed class TrackedEntities(DbContext context)
{
    private readonly EntityEntry[] _entries = [.. context.ChangeTracker.Entries()];
    private Dictionary<IKey, Dictionary<object[], EntityEntry>>? _principals;
    private Dictionary<IForeignKey, Dictionary<object[], List<EntityEntry>>>? _dependents;

    /// <summary>The context.</summary>
    public DbContext Context => context;

    /// <summary>All of them.</summary>
    public ReadOnlySpan<EntityEntry> Entries => _entries;

    /// <summary>The principal that a dependent refers to, before or after; <see langword="null"/> where it refers to none or it is not tracked.</summary>
    public EntityEntry? FindPrincipal(EntityEntry dependent, IForeignKey key, bool original)
    {
        if (KeyValues.Read(dependent, key.Properties, original) is not { } values)
        {
            return null;
        }

        _principals ??= [];
        if (!_principals.TryGetValue(key.PrincipalKey, out Dictionary<object[], EntityEntry>? index))
        {
            _principals[key.PrincipalKey] = index = new Dictionary<object[], EntityEntry>(KeyValues.Of(key.PrincipalKey.Properties));
            foreach (EntityEntry entry in _entries)
            {
                if (key.PrincipalEntityType.IsAssignableFrom(entry.Metadata)
                    && KeyValues.Read(entry, key.PrincipalKey.Properties, original: false) is { } principal)
                {
                    index[principal] = entry;
                }
            }
        }

        return index.GetValueOrDefault(values);
    }

    /// <summary>The dependents that the database holds for a principal, as far as they are tracked, in the order of their keys.</summary>
    public IReadOnlyList<EntityEntry> FindDependents(EntityEntry principal, IForeignKey key)
    {
        if (KeyValues.Read(principal, key.PrincipalKey.Properties, original: true) is not { } values)
        {
            return [];
        }

        _dependents ??= [];
        if (!_dependents.TryGetValue(key, out Dictionary<object[], List<EntityEntry>>? index))
        {
            _dependents[key] = index = Index(key);
        }

        return index.GetValueOrDefault(values) ?? [];
    }

    /// <summary>Puts entities in the order of their keys, where the keys have one.</summary>
    public static void Sort(List<EntityEntry> entries, bool original)
    {
        if (entries.Count < 2)
        {
            return;
        }

        IReadOnlyList<IProperty> key = entries[0].Metadata.FindPrimaryKey()!.Properties;
        IProperty last = key[^1];
        entries.Sort((left, right) =>
        {
            object? first = original ? left.Property(last).OriginalValue : left.Property(last).CurrentValue;
            object? second = original ? right.Property(last).OriginalValue : right.Property(last).CurrentValue;
            return first is IComparable ? Comparer<object>.Default.Compare(first, second) : 0;
        });
    }

    private Dictionary<object[], List<EntityEntry>> Index(IForeignKey key)
    {
        var index = new Dictionary<object[], List<EntityEntry>>(KeyValues.Of(key.Properties));
        foreach (EntityEntry entry in _entries)
        {
            if (entry.State != EntityState.Added
                && key.DeclaringEntityType.IsAssignableFrom(entry.Metadata)
                && KeyValues.Read(entry, key.Properties, original: true) is { } values)
            {
                if (!index.TryGetValue(values, out List<EntityEntry>? dependents))
                {
                    index[values] = dependents = [];
                }

                dependents.Add(entry);
            }
        }

        foreach (List<EntityEntry> dependents in index.Values)
        {
            Sort(dependents, original: true);
        }

        return index;
    }
}
