using System.Collections.Immutable;
using AuditGen.EntityFrameworkCore.Capturing;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>Reads the values of the recorded shadow properties of one resource and its parts.</summary>
/// <param name="plans">Knows which properties are recorded.</param>
/// <param name="containers">The paths of the objects and elements of the generated state.</param>
/// <param name="original">Whether the values before the save are asked for.</param>
internal sealed class ShadowReader(ModelPlan plans, ContainerPaths containers, bool original)
{
    private readonly ImmutableArray<ShadowValue>.Builder _values = ImmutableArray.CreateBuilder<ShadowValue>();

    /// <summary>What was read.</summary>
    public ImmutableArray<ShadowValue> Values => _values.ToImmutable();

    /// <summary>Reads the values of an entity and its parts.</summary>
    /// <param name="entry">The entity.</param>
    /// <param name="path">Where it stands in the state.</param>
    /// <param name="parts">Finds the entities of a navigation, in the order of the state.</param>
    /// <exception cref="AuditStateException">A part has no place of its own in the state, so that what it holds cannot be told.</exception>
    public void Read(EntityEntry entry, string path, Func<EntityEntry, INavigation, IEnumerable<EntityEntry>> parts)
    {
        EntityPlan plan = plans[entry.Metadata];
        foreach (ShadowProperty shadow in plan.Shadows)
        {
            PropertyEntry property = entry.Property(shadow.Property);
            _values.Add(new ShadowValue(path, shadow, shadow.Recorded(original ? property.OriginalValue : property.CurrentValue)));
        }

        foreach ((INavigation part, string name) in plan.ShadowedParts)
        {
            string here = $"{path}/{name}";
            EntityEntry[] found = [.. parts(entry, part)];
            IReadOnlyList<string> places = part.IsCollection ? containers.Below(here) : containers.Has(here) ? [here] : [];
            if (places.Count == found.Length)
            {
                for (int i = 0; i < found.Length; i++)
                {
                    Read(found[i], places[i], parts);
                }
            }
            else if (containers.Has(here))
            {
                throw new AuditStateException(
                    $"The parts in {here} have no keys, so that their shadow properties have no place in an event. Mark a member of {part.TargetEntityType.ClrType} with [AuditKey].");
            }
        }
    }
}
