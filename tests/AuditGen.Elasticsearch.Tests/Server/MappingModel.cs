using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>The mapping of an index: what it refuses, and what kind a field is.</summary>
internal sealed class MappingModel
{
    private const int MaxTermBytes = 32766;
    private const int MaxFlattenedDepth = 20;

    private readonly Dictionary<string, JsonObject> _fields = new(StringComparer.Ordinal);

    public MappingModel(JsonObject properties) => Collect(properties, string.Empty);

    public int FieldCount => _fields.Count;

    public JsonObject? Field(string name)
    {
        if (_fields.TryGetValue(name, out JsonObject? field))
        {
            return field;
        }

        // A key within a flattened field.
        for (int dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            if (_fields.TryGetValue(name[..dot], out JsonObject? parent) && Type(parent) == "flattened")
            {
                return parent;
            }
        }

        return null;
    }

    public static string? Type(JsonObject? field) => (string?)field?["type"];

    /// <summary>Why the document is refused, or null.</summary>
    public (string Type, string Reason)? Refusal(byte[] source, out JsonObject document)
    {
        document = [];
        if (HasDuplicateKeys(source))
        {
            return ("document_parsing_exception", "Duplicate field");
        }

        try
        {
            document = JsonNode.Parse(source)!.AsObject();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return ("x_content_e_o_f_exception", "[1:15] Unexpected end of file");
        }

        if (document["@timestamp"] is null)
        {
            return ("document_parsing_exception", "[1:1] failed to parse: data stream timestamp field [@timestamp] is missing");
        }

        foreach ((string name, JsonObject field) in _fields)
        {
            JsonNode? value = Get(document, name);
            if (value is not null && Fault(name, field, value) is { } reason)
            {
                return ("document_parsing_exception", reason);
            }
        }

        return null;
    }

    /// <summary>The value under a dotted name, whether nested or written with dots.</summary>
    public static JsonNode? Get(JsonNode? node, string name)
    {
        if (node is not JsonObject container || name.Length == 0)
        {
            return node;
        }

        if (container.TryGetPropertyValue(name, out JsonNode? direct))
        {
            return direct;
        }

        for (int dot = name.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            if (container.TryGetPropertyValue(name[..dot], out JsonNode? child) && Get(child, name[(dot + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Fault(string name, JsonObject field, JsonNode value)
    {
        string? type = Type(field);
        if (type == "flattened")
        {
            return value is not JsonObject ? $"failed to parse field [{name}] of type [flattened]"
                : Depth(value) > MaxFlattenedDepth ? $"failed to parse field [{name}] of type [flattened] in document with id 'x'. Preview of field's value: 'secret'"
                : null;
        }

        foreach (JsonNode? element in value is JsonArray array ? array : [value.DeepClone()])
        {
            if (element is JsonObject or JsonArray && type is not null)
            {
                return $"failed to parse field [{name}] of type [{type}]";
            }

            if (element is not null && ScalarFault(name, type, field, element) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? ScalarFault(string name, string? type, JsonObject field, JsonNode element)
    {
        string text = element.GetValueKind() == JsonValueKind.String ? (string)element! : element.ToJsonString();
        return type switch
        {
            "date" when element.GetValueKind() == JsonValueKind.String && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _)
                => $"[1:15] failed to parse field [{name}] of type [date] in document with id 'x'. Preview of field's value: '{text}'",
            "long" when !long.TryParse(text, CultureInfo.InvariantCulture, out _) => $"failed to parse field [{name}] of type [long]",
            "boolean" when text is not ("true" or "false") => $"failed to parse field [{name}] of type [boolean]",
            "keyword" when field["ignore_above"] is null && field["index"] is null && System.Text.Encoding.UTF8.GetByteCount(text) > MaxTermBytes
                => $"Document contains at least one immense term in field=\"{name}\"",
            "constant_keyword" when field["value"] is { } only && (string)only! != text => $"[constant_keyword] field [{name}] only accepts values that are equal to the value defined in the mappings",
            _ => null,
        };
    }

    private static int Depth(JsonNode? node) => node switch
    {
        JsonObject container => 1 + (container.Count == 0 ? 0 : container.Max(member => Depth(member.Value))),
        JsonArray array => array.Count == 0 ? 0 : array.Max(Depth),
        _ => 0,
    };

    private static bool HasDuplicateKeys(byte[] source)
    {
        var keys = new Stack<HashSet<string>>();
        var reader = new Utf8JsonReader(source, new JsonReaderOptions { MaxDepth = 512 });
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        keys.Push(new HashSet<string>(StringComparer.Ordinal));
                        break;
                    case JsonTokenType.EndObject:
                        keys.Pop();
                        break;
                    case JsonTokenType.PropertyName when !keys.Peek().Add(reader.GetString()!):
                        return true;
                    default:
                        break;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    private void Collect(JsonObject properties, string prefix)
    {
        foreach ((string name, JsonNode? node) in properties)
        {
            JsonObject field = node!.AsObject();
            if (field["properties"] is JsonObject nested)
            {
                Collect(nested, prefix + name + ".");
            }
            else
            {
                _fields[prefix + name] = field;
            }
        }
    }
}
