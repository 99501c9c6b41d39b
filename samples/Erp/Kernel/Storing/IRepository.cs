namespace Erp.Kernel;

/// <summary>
/// Loads and saves the aggregates of one type, and tells the audit about each: the one place where it is told, so that
/// no handler can forget it. Saves commit at once, or with the transaction that is open in the same request.
/// </summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <typeparam name="TKey">Its key.</typeparam>
public interface IRepository<T, TKey>
    where T : Aggregate, IKeyed<TKey>
    where TKey : notnull
{
    /// <summary>Loads an aggregate to look at, or <see langword="null"/> when there is none.</summary>
    ValueTask<T?> FindAsync(TKey id, CancellationToken cancellationToken);

    /// <summary>Loads an aggregate to look at.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    ValueTask<T> GetAsync(TKey id, CancellationToken cancellationToken);

    /// <summary>Loads an aggregate by its number or name, or <see langword="null"/> when there is none.</summary>
    ValueTask<T?> FindByNameAsync(string name, CancellationToken cancellationToken);

    /// <summary>Saves a new aggregate.</summary>
    Task AddAsync(T aggregate, CancellationToken cancellationToken);

    /// <summary>Loads an aggregate, lets the caller change it, and saves it.</summary>
    /// <returns>The aggregate as saved.</returns>
    Task<T> ChangeAsync(TKey id, Action<T> change, CancellationToken cancellationToken);

    /// <summary>Loads an aggregate, or makes it when there is none, lets the caller set it up, and saves it.</summary>
    Task SetAsync(TKey id, Func<TKey, T> make, Action<T> set, CancellationToken cancellationToken);

    /// <summary>Removes an aggregate.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="allow">Throws where it must not be removed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task RemoveAsync(TKey id, Action<T> allow, CancellationToken cancellationToken);
}

/// <summary>Loads and saves the aggregates of one type that is kept under an <see cref="Id{T}"/>.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public interface IRepository<T> : IRepository<T, Id<T>>
    where T : Aggregate, IKeyed<Id<T>>;
