using System.Globalization;
using System.Linq.Expressions;
using AuditGen.Baselines;
using AuditGen.EntityFrameworkCore.Capturing;
using AuditGen.EntityFrameworkCore.Shadows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Baselines;

/// <summary>
/// Reads entities in the order of a key, each page behind the last key of the one before. Where shadow properties are recorded, whose
/// values only a tracker keeps, a context beside the given one tracks the page.
/// </summary>
internal sealed class EntityBaselineSource<TEntity, TKey>(DbContext context, ModelPlan plans, Expression<Func<TEntity, TKey>> key) : IBaselineSource<TEntity>, IBaselineStates<TEntity>
    where TEntity : class
    where TKey : notnull, IParsable<TKey>
{
    private static readonly Expression<Func<string, string, int>> s_compare = static (left, right) => string.Compare(left, right);

    private readonly Func<TEntity, TKey> _key = key.Compile();
    private readonly IEntityType _type = context.Model.FindEntityType(typeof(TEntity))
        ?? throw new ArgumentException($"{typeof(TEntity)} is not an entity of {context.GetType()}.", nameof(context));

    private readonly Dictionary<TEntity, object> _states = new(ReferenceEqualityComparer.Instance);

    public async ValueTask<long?> CountAsync(string? after, CancellationToken cancellationToken) =>
        await Behind(context, after).LongCountAsync(cancellationToken).ConfigureAwait(false);

    public (AuditResourceType Type, object State) Capture(TEntity resource)
    {
        AuditResourceType type = plans[_type].Resource!;
        return (type, _states.TryGetValue(resource, out object? state) ? state : type.Capture(resource));
    }

    public async ValueTask<IReadOnlyList<BaselineRecord<TEntity>>> ReadAsync(string? after, int count, CancellationToken cancellationToken)
    {
        _states.Clear();
        List<TEntity> entities = plans[_type].Resource is ShadowedResourceType
            ? await ReadTrackedAsync(after, count, cancellationToken).ConfigureAwait(false)
            : await Page(context, after, count).AsNoTrackingWithIdentityResolution().ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. entities.Select(entity => new BaselineRecord<TEntity>(entity, Text(_key(entity))))];
    }

    private async Task<List<TEntity>> ReadTrackedAsync(string? after, int count, CancellationToken cancellationToken)
    {
        StoredCopies stored = StoredCopies.Open(context, plans);
        await using (stored.ConfigureAwait(false))
        {
            List<TEntity> entities = await Page(stored.Context, after, count).AsTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
            RowCopies rows = stored.Rows();
            foreach (TEntity entity in entities)
            {
                _states[entity] = rows.Capture(stored.Context.Entry(entity));
            }

            return entities;
        }
    }

    private IQueryable<TEntity> Page(DbContext reading, string? after, int count)
    {
        IQueryable<TEntity> query = Behind(reading, after).OrderBy(key).Take(count);
        foreach (string path in Paths(plans[_type], prefix: "", []))
        {
            query = query.Include(path);
        }

        return query;
    }

    private static string Text(TKey value) =>
        value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString()!;

    private IQueryable<TEntity> Behind(DbContext reading, string? after)
    {
        IQueryable<TEntity> all = reading.Set<TEntity>();
        if (after is null)
        {
            return all;
        }

        // A closure and not a constant, so that the provider sends a parameter.
        TKey last = TKey.Parse(after, CultureInfo.InvariantCulture);
        Expression<Func<TKey>> value = () => last;
        Expression comparison = typeof(TKey) == typeof(string)
            ? Expression.GreaterThan(Expression.Call(((MethodCallExpression)s_compare.Body).Method, key.Body, value.Body), Expression.Constant(0))
            : Expression.GreaterThan(key.Body, value.Body);
        return all.Where(Expression.Lambda<Func<TEntity, bool>>(comparison, key.Parameters));
    }

    /// <summary>The navigations that a state can record, as paths to include; what is owned comes by itself.</summary>
    private IEnumerable<string> Paths(EntityPlan plan, string prefix, HashSet<IEntityType> visited)
    {
        if (!visited.Add(plan.Type))
        {
            yield break;
        }

        foreach (INavigationBase navigation in plan.Parts.Cast<INavigationBase>().Concat(plan.Resources).Concat(plan.References).Concat(plan.Links))
        {
            string path = prefix + navigation.Name;
            if (!navigation.TargetEntityType.IsOwned())
            {
                yield return path;
            }

            if (plan.Parts.Contains(navigation))
            {
                foreach (string below in Paths(plans[navigation.TargetEntityType], path + ".", visited))
                {
                    yield return below;
                }
            }
        }
    }
}
