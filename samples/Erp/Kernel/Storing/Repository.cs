namespace Erp.Kernel;

internal class Repository<T, TKey>(Table<T, TKey> table, UnitOfWork work, IAuditScope audit) : IRepository<T, TKey>
    where T : Aggregate, IKeyed<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, T> _loaded = [];

    public ValueTask<T?> FindAsync(TKey id, CancellationToken cancellationToken)
    {
        if (!_loaded.TryGetValue(id, out T? aggregate) && table.Read(id) is { } committed)
        {
            aggregate = (T)committed.Copy();
            _loaded.Add(id, aggregate);
        }

        return ValueTask.FromResult(aggregate);
    }

    public async ValueTask<T> GetAsync(TKey id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw new NotFoundException(typeof(T).Name, id.ToString() ?? "");

    public ValueTask<T?> FindByNameAsync(string name, CancellationToken cancellationToken) =>
        table.TryFindName(name, out TKey? id) ? FindAsync(id, cancellationToken) : default;

    public Task AddAsync(T aggregate, CancellationToken cancellationToken)
    {
        audit.Created(aggregate);
        _loaded[aggregate.Id] = aggregate;
        Save(aggregate, WriteKind.Add, cancellationToken);
        return Task.CompletedTask;
    }

    public async Task<T> ChangeAsync(TKey id, Action<T> change, CancellationToken cancellationToken)
    {
        T aggregate = await GetAsync(id, cancellationToken);
        audit.Track(aggregate);
        change(aggregate);
        Save(aggregate, WriteKind.Change, cancellationToken);
        return aggregate;
    }

    public async Task SetAsync(TKey id, Func<TKey, T> make, Action<T> set, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not null)
        {
            await ChangeAsync(id, set, cancellationToken);
            return;
        }

        T made = make(id);
        set(made);
        await AddAsync(made, cancellationToken);
    }

    public async Task RemoveAsync(TKey id, Action<T> allow, CancellationToken cancellationToken)
    {
        T aggregate = await GetAsync(id, cancellationToken);
        allow(aggregate);
        audit.Deleted(aggregate);
        Save(aggregate, WriteKind.Remove, cancellationToken);
    }

    private void Save(T aggregate, WriteKind kind, CancellationToken cancellationToken)
    {
        int seen = aggregate.Version;
        aggregate.Advance();
        work.Save(new PendingWrite<T, TKey>(table, aggregate, seen, kind), cancellationToken);
    }
}

internal sealed class Repository<T>(Table<T, Id<T>> table, UnitOfWork work, IAuditScope audit)
    : Repository<T, Id<T>>(table, work, audit), IRepository<T>
    where T : Aggregate, IKeyed<Id<T>>;
