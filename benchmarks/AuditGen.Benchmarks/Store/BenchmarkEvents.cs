using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using AuditGen.Journal;
using AuditGen.Ledger;

namespace AuditGen.Benchmarks.Store;

/// <summary>Events like those of a business system: 16 contexts, 200 actions, 500 people, sessions of some forty events.</summary>
internal sealed class BenchmarkEvents(int seed)
{
    public const int Contexts = 16;
    public const int ActionsPerContext = 13;
    public const int Actors = 500;
    public const int Resources = 60_000;

    private static readonly string[] _categories = ["create", "update", "approve", "post", "cancel", "assign", "close", "transfer", "complete", "submit", "reject", "issue", "receive"];
    private static readonly string[] _words = Words();

    private readonly Random _random = new(seed);
    private long _millisecond;
    private uint _counter;
    private int _session;
    private int _sessionActor;

    /// <summary>The resource that takes part in every thousandth event.</summary>
    public const string OftenChanged = "often-changed";

    /// <summary>Fills a page with events of consecutive times.</summary>
    /// <param name="page">The page.</param>
    /// <param name="index">The first journal index.</param>
    /// <param name="count">How many.</param>
    /// <param name="time">The time of each.</param>
    public void Fill(JournalPage page, long index, int count, Func<long, DateTimeOffset> time)
    {
        page.Clear();
        for (int i = 0; i < count; i++)
        {
            (Guid id, byte[] text, string context) = Next(time(index + i), index + i);
            page.Add(index + i, id, context, text, Sha256Hash.OfLeaf(text));
        }
    }

    /// <summary>Makes one event.</summary>
    public (Guid Id, byte[] Text, string Context) Next(DateTimeOffset time, long number)
    {
        Guid id = Id(time);
        if (_random.Next(40) == 0 || _session == 0)
        {
            _session = _random.Next(1, int.MaxValue);
            _sessionActor = _random.Next(Actors);
        }

        int context = (int)(Contexts * Math.Pow(_random.NextDouble(), 1.5));
        int kind = _random.Next(ActionsPerContext);
        int type = kind % 4;
        bool often = number % 1000 == 500;
        string resource = often ? OftenChanged : string.Create(CultureInfo.InvariantCulture, $"{_random.Next(Resources):x8}-7c3a-4d52-9a6f-3c1b2d4e{type:x4}");
        StringBuilder text = new(1_100);
        text.Append(CultureInfo.InvariantCulture, $"{{\"v\":1,\"id\":\"{id}\",\"ts\":\"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff}Z\",\"context\":\"context{context}\",");
        text.Append(CultureInfo.InvariantCulture, $"\"action\":\"thing{context}_{type}.{_categories[kind]}\",\"category\":\"{_categories[kind]}\",\"type\":\"Thing{context}Done\",");
        text.Append(CultureInfo.InvariantCulture, $"\"outcome\":\"{(_random.Next(20) == 0 ? "denied" : "success")}\",\"operation\":\"{Guid.CreateVersion7(time)}\",");
        text.Append(CultureInfo.InvariantCulture, $"\"actor\":{{\"id\":\"u-{_sessionActor}\",\"name\":\"{Word(_sessionActor)} {Word(_sessionActor * 7)}\",\"kind\":\"user\",\"roles\":[\"clerk\"]}},");
        text.Append(CultureInfo.InvariantCulture, $"\"resource\":{{\"type\":\"thing{(often ? 0 : context)}_{(often ? 0 : type)}\",\"id\":\"{resource}\",\"name\":\"INV-2026-{_random.Next(100_000):D6}\",\"version\":\"{_random.Next(50)}\"}},");
        text.Append(CultureInfo.InvariantCulture, $"\"session\":\"s-{_session:x}\",\"correlation\":\"c-{_random.NextInt64():x}\",\"tenant\":\"tenant{_random.Next(3)}\",\"reason\":\"{Word(_random.Next())} {Word(_random.Next())} {Word(_random.Next())}\",");
        text.Append("\"source\":{\"service\":\"erp\",\"version\":\"1.4.0\",\"host\":\"erp-1\",\"ip\":\"10.0.0.7\"},\"changes\":[");
        text.Append(CultureInfo.InvariantCulture, $"{{\"path\":\"/status\",\"op\":\"replace\",\"old\":{{\"$enum\":\"{_categories[_random.Next(13)]}\",\"number\":0}},\"new\":{{\"$enum\":\"{_categories[kind]}\",\"number\":2}}}},");
        text.Append(CultureInfo.InvariantCulture, $"{{\"path\":\"/total\",\"op\":\"replace\",\"old\":{_random.Next(1_000_000)}.50,\"new\":{_random.Next(1_000_000)}.25}},");
        text.Append(CultureInfo.InvariantCulture, $"{{\"path\":\"/lines/{_random.Next(1, 10) * 10}/note\",\"op\":\"replace\",\"old\":\"{Word(_random.Next())} {Word(_random.Next())}\",\"new\":\"{Word(_random.Next())} {Word(_random.Next())}\"}}],");
        text.Append("\"data\":{\"channel\":\"web\"}}");
        return (id, Encoding.UTF8.GetBytes(text.ToString()), "context" + context.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>One of four thousand words.</summary>
    public static string Word(int number) => _words[(int)((uint)number % _words.Length)];

    private static string[] Words()
    {
        string[] syllables = ["ba", "co", "di", "fu", "ge", "ha", "li", "mo", "na", "pe", "qui", "ro", "su", "ti", "vo", "we"];
        return [.. Enumerable.Range(0, 4096).Select(i => syllables[i & 15] + syllables[(i >> 4) & 15] + syllables[(i >> 8) & 15])];
    }

    private Guid Id(DateTimeOffset time)
    {
        long millisecond = time.ToUnixTimeMilliseconds();
        _counter = millisecond == _millisecond ? _counter + 1 : (uint)_random.Next(1 << 25);
        _millisecond = millisecond;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)millisecond << 16) | 0x7000 | (_counter >> 14));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (2UL << 62) | ((ulong)(_counter & 0x3FFF) << 48) | ((ulong)_random.NextInt64() & 0xFFFF_FFFF_FFFF));
        return new Guid(bytes, bigEndian: true);
    }
}
