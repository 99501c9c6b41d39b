using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AuditGen.Sqlite.Tests.Store;

/// <summary>Random events from small pools, so that random questions find something; hostile texts among them.</summary>
internal sealed class RandomEvents(int seed)
{
    public static readonly string[] Contexts = ["finance", "sales", "identity", "hr"];
    public static readonly string[] Tenants = ["acme", "globex", "Ümlaut GmbH"];
    public static readonly string[] Actors = ["u-1", "u-2", "u-3", "o'neil@x.y", "日本語"];
    public static readonly string[] ResourceTypes = ["invoice", "order", "user"];
    public static readonly string[] Ids = ["1", "2", "3", "a|b\\|c", "\ud83d\ude00", "x\ud800y"];
    public static readonly string[] Sessions = ["s-1", "s-2", "s-3"];
    public static readonly string[] Paths = ["/status", "/total", "/lines/10/quantity", "/lines/20/quantity", "/lines", "/m/a=b", "/note"];

    public static readonly string[] Values =
    [
        "Draft", "Posted", "posted", "12.50", "Straße in Köln", "a=b", "x=Draft", "東京都", "big red fox", "red", "100%", "*", "\\", "q\"uote", "lone\ud800end",
    ];

    private readonly Random _random = new(seed);
    private uint _counter;

    public Random Random => _random;

    /// <summary>Events in the order of their ids, spread evenly over a time.</summary>
    public List<byte[]> Series(int count, DateTimeOffset from, DateTimeOffset to) =>
        [.. Enumerable.Range(0, count).Select(i => At(from + ((to - from) * ((double)i / count))))];

    /// <summary>Swaps neighbours now and then, as concurrent callers do.</summary>
    public List<byte[]> Disordered(List<byte[]> texts)
    {
        List<byte[]> mixed = [.. texts];
        for (int i = 1; i < mixed.Count; i++)
        {
            if (_random.Next(4) == 0)
            {
                int other = Math.Max(0, i - _random.Next(1, 200));
                (mixed[i], mixed[other]) = (mixed[other], mixed[i]);
            }
        }

        return mixed;
    }

    /// <summary>One event of a time.</summary>
    public byte[] At(DateTimeOffset time)
    {
        // Milliseconds repeat; the counter keeps ids different and in order.
        Guid id = EventIds.At(time, _counter = (_counter + 1) & 0x3FF_FFFF, (ulong)_random.NextInt64());
        return Text(id, time);
    }

    public byte[] Text(Guid id, DateTimeOffset time)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            Write(json, id, time);
        }

        return stream.ToArray();
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private bool Sometimes(double probability = 0.5) => _random.NextDouble() < probability;

    private void Write(Utf8JsonWriter json, Guid id, DateTimeOffset time)
    {
        string context = Pick(Contexts);
        AuditCategory category = (AuditCategory)_random.Next(1, 6);
        string type = Pick(ResourceTypes);
        json.WriteStartObject();
        json.WriteNumber("v", 1);
        json.WriteString("id", id.ToString("D"));
        DateTimeOffset stamp = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()).AddTicks(_random.Next(10_000));
        json.WriteString("ts", stamp.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("context", context);
        json.WriteString("action", type + "." + category.ToName());
        json.WriteString("category", category.ToName());
        json.WriteString("type", "Test");
        json.WriteString("outcome", Sometimes(0.9) ? "success" : Sometimes() ? "failure" : "denied");
        json.WriteString("operation", new Guid(_random.Next(40), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0).ToString("D"));
        json.WriteStartObject("actor");
        string actor = Pick(Actors);
        json.WriteString("id", actor);
        json.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"Name of {actor} since month{time.Month}"));
        if (context != "sales")
        {
            json.WriteString("email", string.Create(CultureInfo.InvariantCulture, $"mail{time.Day}@{context}.example"));
        }

        json.WriteString("kind", context == "identity" ? "service" : "user");
        if (Sometimes(0.2))
        {
            json.WriteStartObject("on_behalf_of");
            json.WriteString("id", Pick(Actors));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (Sometimes(0.9))
        {
            json.WriteStartObject("resource");
            json.WriteString("type", type);
            WriteText(json, "id", Pick(Ids));
            json.WriteEndObject();
        }

        WriteMaybe(json, "session", Sessions);
        WriteMaybe(json, "correlation", Sessions);
        WriteMaybe(json, "tenant", Tenants);
        WriteMaybe(json, "reason", Values);
        WriteChanges(json);
        json.WriteEndObject();
    }

    private void WriteMaybe(Utf8JsonWriter json, string name, string[] values)
    {
        if (Sometimes(0.7))
        {
            WriteText(json, name, Pick(values));
        }
    }

    private void WriteChanges(Utf8JsonWriter json)
    {
        int count = _random.Next(4);
        if (count == 0)
        {
            return;
        }

        json.WriteStartArray("changes");
        for (int i = 0; i < count; i++)
        {
            int op = _random.Next(3);
            json.WriteStartObject();
            json.WriteString("path", Pick(Paths));
            json.WriteString("op", op switch { 0 => "add", 1 => "remove", _ => "replace" });
            if (op != 0)
            {
                WriteValue(json, "old");
            }

            if (op != 1)
            {
                WriteValue(json, "new");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteValue(Utf8JsonWriter json, string name)
    {
        switch (_random.Next(8))
        {
            case 0:
                json.WriteNull(name);
                break;
            case 1:
                json.WriteNumber(name, _random.Next(3));
                break;
            case 2:
                json.WriteStartObject(name);
                json.WriteString("$enum", Pick(Values[..3]));
                json.WriteNumber("number", 1);
                json.WriteEndObject();
                break;
            case 3:
                json.WriteStartObject(name);
                json.WriteBoolean("$masked", true);
                json.WriteEndObject();
                break;
            default:
                WriteText(json, name, Pick(Values));
                break;
        }
    }

    // The framework's writer would replace a lone surrogate; the event text escapes it.
    private static void WriteText(Utf8JsonWriter json, string name, string value)
    {
        StringBuilder text = new("\"");
        for (int i = 0; i < value.Length; i++)
        {
            bool paired = char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
            if (paired)
            {
                text.Append(value, i++, 2);
            }
            else if (char.IsSurrogate(value[i]) || value[i] < ' ')
            {
                text.Append(CultureInfo.InvariantCulture, $@"\u{(int)value[i]:x4}");
            }
            else
            {
                text.Append(value[i] is '"' or '\\' ? "\\" : string.Empty).Append(value[i]);
            }
        }

        json.WritePropertyName(name);
        json.WriteRawValue(text.Append('"').ToString(), skipInputValidation: true);
    }
}
