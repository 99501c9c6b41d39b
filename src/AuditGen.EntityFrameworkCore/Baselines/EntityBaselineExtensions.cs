using System.Linq.Expressions;
using AuditGen.Baselines;
using AuditGen.EntityFrameworkCore.Baselines;
using AuditGen.EntityFrameworkCore.Capturing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AuditGen.EntityFrameworkCore;

/// <summary>Writes baselines of entities.</summary>
public static class EntityBaselineExtensions
{
    /// <summary>
    /// Writes a baseline event for every entity of a table, in the order of a key, with all its parts loaded. See
    /// <see cref="IAuditBaseline.BaselineAsync"/>; keys of several members need an <see cref="IBaselineSource{TResource}"/> of your own.
    /// </summary>
    /// <typeparam name="TEntity">The auditable entity; derived ones are included.</typeparam>
    /// <typeparam name="TKey">The type of its key; one whose values the database can order.</typeparam>
    /// <param name="baseline">Writes the events.</param>
    /// <param name="context">Reads the entities; it tracks none.</param>
    /// <param name="key">The unique key, such as <c>order => order.Id</c>.</param>
    /// <param name="options">How to write them.</param>
    /// <param name="progress">Told after each page; <see cref="BaselineProgressBar"/> shows it.</param>
    /// <param name="cancellationToken">Ends the run between two pages; run it again to go on.</param>
    public static Task<BaselineProgress> BaselineAsync<TEntity, TKey>(
        this IAuditBaseline baseline,
        DbContext context,
        Expression<Func<TEntity, TKey>> key,
        BaselineOptions? options = null,
        IProgress<BaselineProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TEntity : class
        where TKey : notnull, IParsable<TKey>
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(key);
        SaveInterceptor recording = context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<SaveInterceptor>().FirstOrDefault()
            ?? throw new ArgumentException($"{context.GetType()} does not record what it saves: call options.UseAuditGen(provider) on it.", nameof(context));
        ModelPlan plans = recording.Services.Plans.For(context);
        return baseline.BaselineAsync(new EntityBaselineSource<TEntity, TKey>(context, plans, key), options, progress, cancellationToken);
    }
}
