using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace AuditGen;

/// <summary>
/// Reads event texts: strict about the members it knows, indifferent to members it does not know, and safe on any bytes.
/// </summary>
internal static class AuditEventReader
{
    /// <summary>How deep values may nest.</summary>
    internal const int MaxDepth = 64;

    private static readonly JsonReaderOptions _options = new() { MaxDepth = MaxDepth };

    public static AuditEvent Read(ReadOnlyMemory<byte> text) => Read(text, text);

    /// <summary>Reads an event.</summary>
    /// <param name="text">What is read.</param>
    /// <param name="recorded">What was recorded.</param>
    public static AuditEvent Read(ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> recorded)
    {
        if (!Utf8.IsValid(text.Span))
        {
            throw Invalid("the text is not valid UTF-8", FirstInvalidByte(text.Span));
        }

        Utf8JsonReader reader = new(text.Span, _options);
        try
        {
            EventFields fields = new();
            Next(ref reader, JsonTokenType.StartObject, "an object");
            while (NextMember(ref reader))
            {
                ReadMember(ref reader, text, fields);
            }

            if (reader.Read())
            {
                throw Invalid("there is something after the event", reader.TokenStartIndex);
            }

            return fields.ToEvent(text, recorded);
        }
        catch (JsonException exception)
        {
            throw new FormatException(Message("the text is not well-formed JSON", reader.BytesConsumed), exception);
        }
    }

    private static void ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, EventFields fields)
    {
        string name = JsonStrings.Read(ref reader);
        long position = reader.TokenStartIndex;
        reader.Read();
        EventMember member = EventFields.Find(name);
        if (member == EventMember.Unrecognised)
        {
            reader.Skip();
            return;
        }

        if (!fields.Mark(member))
        {
            throw Invalid($"'{name}' is there twice", position);
        }

        switch (member)
        {
            case EventMember.Version: ReadVersion(ref reader); break;
            case EventMember.Id: fields.Id = Id(ref reader); break;
            case EventMember.Timestamp: fields.Timestamp = Timestamp(ref reader); break;
            case EventMember.Operation: fields.Operation = Id(ref reader); break;
            case EventMember.Category: fields.Category = Category(ref reader); break;
            case EventMember.Outcome: fields.Outcome = Outcome(ref reader); break;
            case EventMember.Actor: fields.Actor = Actor(ref reader); break;
            case EventMember.Resource: fields.Resource = Resource(ref reader); break;
            case EventMember.Source: fields.Source = Source(ref reader); break;
            case EventMember.Changes: ReadChanges(ref reader, text, fields); break;
            case EventMember.Data: fields.Data = Data(ref reader, text); break;
            default: fields.SetText(member, String(ref reader)); break;
        }
    }

    private static void ReadVersion(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int version) || version < 1)
        {
            throw Invalid("'v' is not a version", reader.TokenStartIndex);
        }

        if (version > 1)
        {
            throw Invalid($"version {version} is newer than this reader, which knows version 1", reader.TokenStartIndex);
        }
    }

    private static Guid Id(ref Utf8JsonReader reader)
    {
        string text = String(ref reader);
        return Guid.TryParseExact(text, "D", out Guid id) ? id : throw Invalid("an id is not a UUID", reader.TokenStartIndex);
    }

    private static DateTimeOffset Timestamp(ref Utf8JsonReader reader)
    {
        string text = String(ref reader);
        return DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)
            ? new DateTimeOffset(time)
            : throw Invalid("'ts' is not a UTC time with seven digits", reader.TokenStartIndex);
    }

    private static AuditCategory Category(ref Utf8JsonReader reader) =>
        AuditNames.TryParseCategory(String(ref reader), out AuditCategory category)
            ? category
            : throw Invalid("'category' is not one of the 27", reader.TokenStartIndex);

    private static AuditOutcome Outcome(ref Utf8JsonReader reader) =>
        AuditNames.TryParseOutcome(String(ref reader), out AuditOutcome outcome)
            ? outcome
            : throw Invalid("'outcome' is not success, failure, denied or unknown", reader.TokenStartIndex);

    private static AuditActor Actor(ref Utf8JsonReader reader)
    {
        string? id = null;
        string? name = null;
        string? email = null;
        string? kind = null;
        ImmutableArray<string> roles = [];
        AuditPrincipal? onBehalfOf = null;
        long start = Object(ref reader, "actor");
        while (NextMember(ref reader))
        {
            switch (Name(ref reader))
            {
                case "id": id = String(ref reader); break;
                case "name": name = String(ref reader); break;
                case "email": email = String(ref reader); break;
                case "kind": kind = String(ref reader); break;
                case "roles": roles = Strings(ref reader); break;
                case "on_behalf_of": onBehalfOf = Principal(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        AuditActor actor = new(id ?? throw Invalid("'actor' has no 'id'", start)) { Name = name, Email = email, Roles = roles, OnBehalfOf = onBehalfOf };
        return kind is null ? actor : actor with { Kind = kind };
    }

    private static AuditPrincipal Principal(ref Utf8JsonReader reader)
    {
        string? id = null;
        string? name = null;
        long start = Object(ref reader, "on_behalf_of");
        while (NextMember(ref reader))
        {
            switch (Name(ref reader))
            {
                case "id": id = String(ref reader); break;
                case "name": name = String(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return new AuditPrincipal(id ?? throw Invalid("'on_behalf_of' has no 'id'", start), name);
    }

    private static AuditResource Resource(ref Utf8JsonReader reader)
    {
        string? type = null;
        string? id = null;
        string? name = null;
        string? version = null;
        long start = Object(ref reader, "resource");
        while (NextMember(ref reader))
        {
            switch (Name(ref reader))
            {
                case "type": type = String(ref reader); break;
                case "id": id = String(ref reader); break;
                case "name": name = String(ref reader); break;
                case "version": version = String(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        // A command that did not say which resource it was about leaves the type alone.
        return type is null
            ? throw Invalid("'resource' lacks 'type'", start)
            : new AuditResource(type, id ?? "") { Name = name, Version = version };
    }

    private static AuditSource Source(ref Utf8JsonReader reader)
    {
        AuditSource source = new();
        Object(ref reader, "source");
        while (NextMember(ref reader))
        {
            switch (Name(ref reader))
            {
                case "service": source = source with { Service = String(ref reader) }; break;
                case "version": source = source with { Version = String(ref reader) }; break;
                case "host": source = source with { Host = String(ref reader) }; break;
                case "ip": source = source with { Ip = String(ref reader) }; break;
                case "user_agent": source = source with { UserAgent = String(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        return source;
    }

    private static void ReadChanges(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, EventFields fields)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            fields.ChangesUnknown = reader.ValueTextEquals("unknown"u8)
                ? true
                : throw Invalid("'changes' is neither an array nor \"unknown\"", reader.TokenStartIndex);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Invalid("'changes' is neither an array nor \"unknown\"", reader.TokenStartIndex);
        }

        ImmutableArray<AuditChange>.Builder changes = ImmutableArray.CreateBuilder<AuditChange>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            changes.Add(Change(ref reader, text));
        }

        fields.Changes = changes.DrainToImmutable();
    }

    private static AuditChange Change(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        string? path = null;
        AuditChangeOp? op = null;
        AuditValue old = default;
        AuditValue @new = default;
        long start = Object(ref reader, "changes");
        while (NextMember(ref reader))
        {
            switch (Name(ref reader))
            {
                case "path": path = String(ref reader); break;
                case "op": op = Op(ref reader); break;
                case "old": old = AuditValue.Take(ref reader, text); break;
                case "new": @new = AuditValue.Take(ref reader, text); break;
                default: reader.Skip(); break;
            }
        }

        bool whole = path is not null && op switch
        {
            AuditChangeOp.Add => old.IsMissing && !@new.IsMissing,
            AuditChangeOp.Remove => !old.IsMissing && @new.IsMissing,
            AuditChangeOp.Replace or AuditChangeOp.Move => !old.IsMissing && !@new.IsMissing,
            _ => false,
        };
        return whole ? new AuditChange(path!, op!.Value, old, @new) : throw Invalid("a change has not the members its 'op' asks for", start);
    }

    private static AuditChangeOp Op(ref Utf8JsonReader reader) =>
        AuditNames.TryParseOp(String(ref reader), out AuditChangeOp op)
            ? op
            : throw Invalid("'op' is not add, remove, replace or move", reader.TokenStartIndex);

    private static ImmutableArray<AuditDatum> Data(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        ImmutableArray<AuditDatum>.Builder data = ImmutableArray.CreateBuilder<AuditDatum>();
        Object(ref reader, "data");
        while (NextMember(ref reader))
        {
            string name = Name(ref reader);
            data.Add(new AuditDatum(name, AuditValue.Take(ref reader, text)));
        }

        return data.DrainToImmutable();
    }

    private static ImmutableArray<string> Strings(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Invalid("an array of strings is expected", reader.TokenStartIndex);
        }

        ImmutableArray<string>.Builder strings = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            strings.Add(String(ref reader));
        }

        return strings.DrainToImmutable();
    }

    private static string Name(ref Utf8JsonReader reader)
    {
        string name = JsonStrings.Read(ref reader);
        reader.Read();
        return name;
    }

    private static string String(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? JsonStrings.Read(ref reader)
        : throw Invalid("a string is expected", reader.TokenStartIndex);

    private static long Object(ref Utf8JsonReader reader, string member) => reader.TokenType == JsonTokenType.StartObject
        ? reader.TokenStartIndex
        : throw Invalid($"'{member}' is not an object", reader.TokenStartIndex);

    private static void Next(ref Utf8JsonReader reader, JsonTokenType expected, string what)
    {
        if (!reader.Read() || reader.TokenType != expected)
        {
            throw Invalid($"{what} is expected", reader.TokenStartIndex);
        }
    }

    private static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static FormatException Invalid(string what, long position) => new(Message(what, position));

    private static string Message(string what, long position) =>
        string.Create(CultureInfo.InvariantCulture, $"Not an event text: {what} (byte {position}).");

    private static int FirstInvalidByte(ReadOnlySpan<byte> text)
    {
        int position = 0;
        while (Rune.DecodeFromUtf8(text[position..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
        {
            position += consumed;
        }

        return position;
    }
}
