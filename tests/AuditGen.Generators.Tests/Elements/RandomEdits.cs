namespace AuditGen.Generators.Tests.Elements;

/// <summary>Lists of elements as users edit them: mostly in place, sometimes wildly. One seed makes one pair.</summary>
/// <param name="seed">The seed.</param>
/// <param name="keys">Number of different keys: few of them make most keys stand several times.</param>
/// <param name="isAscending">Whether the list before stands in the order of its keys.</param>
internal sealed class RandomEdits(int seed, int keys, bool isAscending)
{
    private readonly Random _random = new(seed);

    public (List<(int Key, int Value)> Before, List<(int Key, int Value)> After) Make(int length)
    {
        var before = new List<(int Key, int Value)>();
        for (int i = 0; i < length; i++)
        {
            before.Add((isAscending ? i * keys / Math.Max(length, 1) : _random.Next(keys), _random.Next(3)));
        }

        var after = new List<(int Key, int Value)>(before);
        for (int edits = _random.Next(6); edits > 0; edits--)
        {
            Edit(after);
        }

        return (before, after);
    }

    private void Edit(List<(int Key, int Value)> list)
    {
        int at = _random.Next(list.Count + 1);
        int kind = _random.Next(10);
        if (at == list.Count || kind == 0)
        {
            list.Insert(at, NewElement());
            return;
        }

        (int key, int value) = list[at];
        switch (kind)
        {
            case 1:
                list.RemoveAt(at);
                break;
            case 2:
                list.RemoveRange(at, _random.Next(list.Count - at + 1));
                break;
            case 3:
                list.InsertRange(at, Enumerable.Range(0, _random.Next(5)).Select(_ => NewElement()).ToArray());
                break;
            case 4:
                list.RemoveAt(at);
                list.Insert(_random.Next(list.Count + 1), (key, value));
                break;
            case 5:
                list.Reverse(at, _random.Next(list.Count - at + 1));
                break;
            case 6:
                list.Insert(at, (key, _random.Next(3)));
                break;
            case 7:
                list[at] = (_random.Next(keys + 2), value);
                break;
            default:
                list[at] = (key, value + 1);
                break;
        }
    }

    private (int Key, int Value) NewElement() => (_random.Next(keys + 2), _random.Next(3));
}
