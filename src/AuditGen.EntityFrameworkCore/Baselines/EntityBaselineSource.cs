using System.Globalization;
using System.Linq.Expressions;
using AuditGen.Baselines;
using AuditGen.EntityFrameworkCore.Capturing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuditGen.EntityFrameworkCore.Baselines;

/// <summary>Reads entities in the order of a key, each page behind the last key of the one before.</summary>
internal sealed class EntityBaselineSource<TEntity, TKey>(DbContext context, ModelPlan plans, Expression<Func<TEntity, TKey>> key) : IBaselineSource<TEntity>
    where TEntity : class
    where TKey : notnull, IParsable<TKey>
{
    private static readonly Expression<Func<string, string, int>> s_compare = static (left, right) => string.Compare(left, right);

    private readonly Func<TEntity, TKey> _key = key.Compile();

    public async ValueTask<long?> CountAsync(string? after, CancellationToken cancellationToken) =>
        await Behind(after).LongCountAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<BaselineRecord<TEntity>>> ReadAsync(string? after, int count, CancellationToken cancellationToken)
    {
        IQueryable<TEntity> query = Behind(after).OrderBy(key).Take(count);
        foreach (string path in Paths(plans[context.Model.FindEntityType(typeof(TEntity))!], prefix: "", []))
        {
            query = query.Include(path);
        }

        List<TEntity> entities = await query.AsNoTrackingWithIdentityResolution().ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. entities.Select(entity => new BaselineRecord<TEntity>(entity, Text(_key(entity))))];
    }

    private static string Text(TKey value) =>
        value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString()!;

    private IQueryable<TEntity> Behind(string? after)
    {
        IQueryable<TEntity> all = context.Set<TEntity>();
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
