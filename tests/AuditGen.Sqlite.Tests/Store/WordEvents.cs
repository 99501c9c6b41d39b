using System.Globalization;
using System.Text;

namespace AuditGen.Sqlite.Tests.Store;

/// <summary>Random events whose reasons are made of random words, some frequent and most rare, many of which begin alike.</summary>
internal sealed class WordEvents(int seed, int words, int letters, string beginning = "")
{
    private const string Alphabet = "abcdefé";

    private readonly Random _random = new(seed);
    private readonly string[] _words = Words(seed, words, letters, beginning);
    private uint _counter;

    public Random Random => _random;

    /// <summary>Events in the order of their ids, spread evenly over a time.</summary>
    public List<byte[]> Series(int count, string context, int wordsEach, DateTimeOffset from, DateTimeOffset to) =>
        [.. Enumerable.Range(0, count).Select(i => Text(context, wordsEach, from + ((to - from) * ((double)i / count)), i))];

    /// <summary>A word; the first ones of the list far more often than the last.</summary>
    public string Word() => _words[(int)(_words.Length * Math.Pow(_random.NextDouble(), 3))];

    private byte[] Text(string context, int wordsEach, DateTimeOffset time, int number)
    {
        DateTimeOffset stamp = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        Guid id = EventIds.At(stamp, _counter = (_counter + 1) & 0x3FF_FFFF, (ulong)_random.NextInt64());
        string reason = string.Join(' ', Enumerable.Range(0, _random.Next((2 * wordsEach) + 1)).Select(_ => Word()));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $$"""
            {"v":1,"id":"{{id}}","ts":"{{stamp:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}}","context":"{{context}}","action":"thing.update","category":"{{(number % 2 == 0 ? "update" : "close")}}","type":"T","outcome":"{{(number % 9 == 0 ? "denied" : "success")}}","operation":"{{new Guid(number % 50, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)}}","actor":{"id":"u-{{number % 7}}","kind":"user"},"resource":{"type":"thing","id":"r{{number % 40}}"},"session":"s-{{number % 30}}","tenant":"t-{{number % 3}}","reason":"{{reason}}"}
            """));
    }

    private static string[] Words(int seed, int words, int letters, string beginning)
    {
        Random random = new(seed);
        HashSet<string> made = new(StringComparer.Ordinal);
        while (made.Count < words)
        {
            string word = beginning + string.Concat(Enumerable.Range(0, random.Next(1, letters + 1)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            made.Add(random.Next(40) == 0 ? word + "東" : word);
        }

        return [.. made];
    }
}
