namespace Erp.Kernel;

internal sealed class PendingWrite<T, TKey>(Table<T, TKey> table, T aggregate, int seenVersion, WriteKind kind) : IPendingWrite
    where T : Aggregate, IKeyed<TKey>
    where TKey : notnull
{
    public Aggregate Target => aggregate;

    public void Reserve()
    {
        // Changes of the same aggregate earlier in the transaction carry it beyond the committed version.
        int committed = table.Read(aggregate.Id)?.Version ?? 0;
        if (committed > seenVersion || (kind == WriteKind.Add && committed > 0))
        {
            throw new ConcurrencyException(typeof(T).Name);
        }

        if (kind == WriteKind.Add && aggregate is IUnique unique && !table.TakeName(unique.UniqueName, aggregate.Id))
        {
            throw new DuplicateException(typeof(T).Name, unique.UniqueName);
        }
    }

    public void Release()
    {
        if (kind == WriteKind.Add && aggregate is IUnique unique)
        {
            table.FreeName(unique.UniqueName);
        }
    }

    public void Apply()
    {
        if (kind != WriteKind.Remove)
        {
            table.Write((T)aggregate.Copy());
            return;
        }

        table.Remove(aggregate.Id);
        if (aggregate is IUnique unique)
        {
            table.FreeName(unique.UniqueName);
        }
    }
}
