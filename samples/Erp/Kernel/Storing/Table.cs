using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Erp.Kernel;

/// <summary>The committed aggregates of one type. What it holds is never changed in place.</summary>
internal sealed class Table<T, TKey>
    where T : Aggregate, IKeyed<TKey>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, T> _rows = new();
    private readonly ConcurrentDictionary<string, TKey> _names = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<T> Rows => _rows.Values;

    public T? Read(TKey id) => _rows.GetValueOrDefault(id);

    /// <summary>Puts a row in that was there before the system was audited.</summary>
    public void Load(T row)
    {
        _rows[row.Id] = row;
        if (row is IUnique unique)
        {
            TakeName(unique.UniqueName, row.Id);
        }
    }

    public void Write(T row) => _rows[row.Id] = row;

    public void Remove(TKey id) => _rows.TryRemove(id, out _);

    public bool TakeName(string name, TKey id) => _names.TryAdd(name, id);

    public bool TryFindName(string name, [MaybeNullWhen(false)] out TKey id) => _names.TryGetValue(name, out id);

    public void FreeName(string name) => _names.TryRemove(name, out _);
}
