using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace AuditGen.States;

/// <summary>An immutable dictionary inside a state; its entries stand in the order of their keys.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
[DebuggerDisplay("Count = {Count}")]
public sealed class AuditMap<TKey, TValue> : IReadOnlyList<KeyValuePair<TKey, TValue>>
{
    private readonly KeyValuePair<TKey, TValue>[] _entries;

    internal AuditMap(KeyValuePair<TKey, TValue>[] entries) => _entries = entries;

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Length;

    /// <summary>The entry at a position.</summary>
    public KeyValuePair<TKey, TValue> this[int index] => _entries[index];

    /// <summary>The entries, without a copy.</summary>
    public ReadOnlySpan<KeyValuePair<TKey, TValue>> Span => _entries;

    /// <summary>Finds the value of a key.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        foreach (KeyValuePair<TKey, TValue> entry in _entries)
        {
            if (EqualityComparer<TKey>.Default.Equals(entry.Key, key))
            {
                value = entry.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Enumerates the entries, by reference.</summary>
    public ReadOnlySpan<KeyValuePair<TKey, TValue>>.Enumerator GetEnumerator() => Span.GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        ((IEnumerable<KeyValuePair<TKey, TValue>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();
}
