using System.Collections;

namespace AuditGen.Reading;

/// <summary>Keeps the first so many different words, in the order they came.</summary>
internal sealed class WordSet(int capacity) : ICollection<string>
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _inOrder = [];

    public IReadOnlyCollection<string> InOrder => _inOrder;

    public int Count => _inOrder.Count;

    public bool IsReadOnly => false;

    public void Add(string item)
    {
        if (_inOrder.Count < capacity && _seen.Add(item))
        {
            _inOrder.Add(item);
        }
    }

    public void Clear()
    {
        _seen.Clear();
        _inOrder.Clear();
    }

    public bool Contains(string item) => _seen.Contains(item);

    public void CopyTo(string[] array, int arrayIndex) => _inOrder.CopyTo(array, arrayIndex);

    public bool Remove(string item) => _seen.Remove(item) && _inOrder.Remove(item);

    public IEnumerator<string> GetEnumerator() => _inOrder.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
