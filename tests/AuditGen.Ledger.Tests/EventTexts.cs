using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AuditGen.Ledger.Tests;

/// <summary>Makes event texts whose old values follow from the ones before, with ids that grow.</summary>
internal sealed class EventTexts(int seed, ManualTime time)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<int, int> _states = [];
    private long _last;

    public (Guid Id, string Context, byte[] Text) Next(string? context = null)
    {
        _last = Math.Max(_last + 1, time.Now.ToUnixTimeMilliseconds());
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)_last << 16) | 0x7000 | ((ulong)bytes[6] << 4 & 0xfff));
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        var id = new Guid(bytes, bigEndian: true);
        context ??= _random.Next(3) == 0 ? "sales" : "finance";
        int resource = _random.Next(20);
        bool isNew = !_states.TryGetValue(resource, out int state);
        int next = state + 1;
        _states[resource] = next;
        string change = isNew
            ? $$"""{"path":"/total","op":"add","new":{{next}}}"""
            : $$"""{"path":"/total","op":"replace","old":{{state}},"new":{{next}}}""";
        string ts = DateTimeOffset.FromUnixTimeMilliseconds(_last).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        string text = $$$"""
            {"v":1,"id":"{{{id}}}","ts":"{{{ts}}}","context":"{{{context}}}","action":"invoice.update","category":"update","type":"InvoiceUpdate","outcome":"success","operation":"{{{id}}}","actor":{"id":"u-{{{_random.Next(5)}}}","kind":"user"},"resource":{"type":"invoice","id":"{{{resource}}}"},"changes":[{{{change}}}],"data":{"note":"{{{new string('x', _random.Next(60))}}}"}}
            """;
        return (id, context, Encoding.UTF8.GetBytes(text));
    }
}
