using System.Collections;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

public sealed class ErpDb
{
    public DbSet<Invoice> Invoices { get; } = new();

    public Task<int> SaveChangesAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);
}

namespace Microsoft.EntityFrameworkCore
{
    public sealed class DbSet<TEntity> : IQueryable<TEntity>
    {
        public Type ElementType => typeof(TEntity);

        public Expression Expression => Expression.Constant(this);

        public IQueryProvider Provider => Enumerable.Empty<TEntity>().AsQueryable().Provider;

        public IEnumerator<TEntity> GetEnumerator() => Enumerable.Empty<TEntity>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public sealed class UpdateSettersBuilder<TSource>
    {
        public UpdateSettersBuilder<TSource> SetProperty<TProperty>(Expression<Func<TSource, TProperty>> property, TProperty value) => this;
    }

    public static class EntityFrameworkQueryableExtensions
    {
        public static Task<int> ExecuteUpdateAsync<TSource>(
            this IQueryable<TSource> source, Action<UpdateSettersBuilder<TSource>> set, CancellationToken cancellationToken = default) => Task.FromResult(0);

        public static Task<List<TSource>> ToListAsync<TSource>(this IQueryable<TSource> source, CancellationToken cancellationToken = default) =>
            Task.FromResult(new List<TSource>());
    }
}
