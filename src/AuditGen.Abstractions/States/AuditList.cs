using System.Collections;
using System.Diagnostics;

namespace AuditGen.States;

/// <summary>An immutable list inside a state.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerDisplay("Count = {Count}")]
public sealed class AuditList<T> : IReadOnlyList<T>
{
    private readonly T[] _items;

    internal AuditList(T[] items) => _items = items;

    /// <summary>The list without elements.</summary>
    public static AuditList<T> Empty { get; } = new([]);

    /// <summary>Number of elements.</summary>
    public int Count => _items.Length;

    /// <summary>The element at a position.</summary>
    public T this[int index] => _items[index];

    /// <summary>The elements, without a copy.</summary>
    public ReadOnlySpan<T> Span => _items;

    /// <summary>Enumerates the elements, by reference.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
