using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace AuditGen.Generators.Tests.Laws;

/// <summary>
/// Makes values for random types. Two dice of one seed make one value; a dice with a rate of mistakes makes one that differs
/// here and there.
/// </summary>
public sealed class Dice(int seed, double mistakes = 0, int mistakeSeed = 0)
{
    /// <summary>Part of every sensitive value, so that a leak can be found.</summary>
    public const string Secret = "S3CR3T";

    private static readonly string[] Words =
    [
        "", "a", "b", "pen", "\"quoted\"", "a/b~c", "#1", "##", "näh", "日本", "\ud800", "line\nbreak", "\0", "{\"$masked\":true}", "null", "😀",
    ];

    private readonly Random _values = new(seed);
    private readonly Random _mistakes = new(mistakeSeed);

    public int Below(int limit)
    {
        int value = _values.Next(limit);
        return mistakes > 0 && _mistakes.NextDouble() < mistakes ? _mistakes.Next(limit) : value;
    }

    public bool Flip() => Below(2) == 0;

    public bool IsNull() => Below(5) == 0;

    public string Word() => Words[Below(Words.Length)];

    public string SecretWord() => Secret + Word();

    public T[] Several<T>(Func<Dice, T> make)
    {
        var items = new T[Below(5)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = make(this);
        }

        return items;
    }

    public KeyValuePair<TKey, T>[] Entries<TKey, T>(Func<Dice, TKey> key, Func<Dice, T> make)
        where TKey : notnull
    {
        var entries = new Dictionary<TKey, T>();
        int count = Below(5);
        for (int i = 0; i < count; i++)
        {
            entries[key(this)] = make(this);
        }

        return [.. entries];
    }

    public T[,] Grid<T>(Func<Dice, T> make)
    {
        var cells = new T[Below(3), Below(3)];
        for (int i = 0; i < cells.GetLength(0); i++)
        {
            for (int j = 0; j < cells.GetLength(1); j++)
            {
                cells[i, j] = make(this);
            }
        }

        return cells;
    }

    public bool Bool() => Flip();

    public int Int() => Below(7) switch { 0 => int.MinValue, 1 => int.MaxValue, int other => other };

    public long Long() => Below(5) switch { 0 => long.MinValue, 1 => long.MaxValue, int other => other };

    public byte Byte() => (byte)Below(4);

    public char Char() => "aZ/~#\ud83d\""[Below(7)];

    public decimal Decimal() => Below(7) switch { 0 => 1m, 1 => 1.0m, 2 => 1.00m, 3 => 0m, 4 => -0.0m, 5 => decimal.MaxValue, _ => -12.345m };

    public double Double() => Below(7) switch { 0 => 0d, 1 => -0d, 2 => double.NaN, 3 => double.PositiveInfinity, 4 => double.Epsilon, 5 => 1e300, _ => 0.1 };

    public float Float() => Below(4) switch { 0 => float.NegativeInfinity, 1 => -0f, 2 => float.NaN, _ => 1.1f };

    public Half Half() => (Half)Below(3);

    public Guid Guid() => new(Below(4), 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    public DateTime DateTime() => new DateTime(2026, 11, 21, 9, Below(3), 2, DateTimeKind.Unspecified).AddTicks(Below(2)) is var time && Flip() ? System.DateTime.SpecifyKind(time, DateTimeKind.Utc) : time;

    public DateTimeOffset DateTimeOffset() => new(2026, 11, 21, 9 + Below(2), 0, 0, System.TimeSpan.FromHours(Below(3)));

    public DateOnly DateOnly() => new(2026, 1, 1 + Below(4));

    public TimeOnly TimeOnly() => new(1 + Below(3), 2, 3);

    public TimeSpan TimeSpan() => System.TimeSpan.FromTicks((Below(3) * 12345678901234L) - 5);

    public BigInteger BigInteger() => System.Numerics.BigInteger.Pow(10, 30 + Below(3));

    public Int128 Int128() => System.Int128.MinValue + Below(3);

    public Uri Uri() => new(Flip() ? "https://example.com/Ä b" : "relative/path", UriKind.RelativeOrAbsolute);

    public Version Version() => new(1, Below(3));

    public byte[] Bytes() => [.. Several(dice => dice.Byte())];

    public JsonElement Json() => JsonDocument.Parse(Below(5) switch
    {
        0 => "null",
        1 => """{"$enum": 1, "b": [1.0, true, "x\u00e4\ud800"]}""",
        2 => "{ }",
        3 => "[1, 1.0, 1e5]",
        _ => Below(9).ToString(CultureInfo.InvariantCulture),
    }).RootElement;
}
