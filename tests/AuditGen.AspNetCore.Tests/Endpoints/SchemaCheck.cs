using System.Text.Json;
using System.Text.RegularExpressions;

namespace AuditGen.AspNetCore.Tests.Endpoints;

/// <summary>
/// Compares an answer with a schema of the document, as far as the document uses JSON Schema. Stricter in one thing: a member that
/// is not written down is a fault.
/// </summary>
internal sealed class SchemaCheck(ApiDescription description)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The members that were there, by the name of the schema: what has been proven.</summary>
    public IReadOnlySet<string> Seen => _seen;

    /// <summary>What is wrong with a value; nothing where it is as described.</summary>
    public IReadOnlyList<string> Faults(JsonElement value, JsonElement schema)
    {
        List<string> faults = [];
        Check(value, schema, "", faults);
        return faults;
    }

    private void Check(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        string owner = schema.TryGetProperty("$ref", out JsonElement reference) ? reference.GetString()!.Split('/')[^1] : at;
        schema = description.Resolve(schema);
        if (schema.TryGetProperty("oneOf", out JsonElement choices))
        {
            int fitting = choices.EnumerateArray().Count(choice => Faults(value, choice).Count == 0);
            Expect(fitting == 1, $"fits {fitting} of the choices");
            return;
        }

        if (schema.TryGetProperty("type", out JsonElement type))
        {
            string[] types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];
            string[] names = TypesOf(value);
            Expect(names.Intersect(types).Any(), $"is {names[0]}, not {string.Join(" or ", types)}");
        }

        Expect(!schema.TryGetProperty("const", out JsonElement only) || JsonElement.DeepEquals(value, only), $"is {value}");
        Expect(
            !schema.TryGetProperty("enum", out JsonElement allowed) || allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(value, one)), $"is {value}");
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                CheckText(value, schema, Expect);
                break;
            case JsonValueKind.Number when schema.TryGetProperty("minimum", out JsonElement least):
                Expect(value.GetDecimal() >= least.GetDecimal(), $"is below {least}");
                break;
            case JsonValueKind.Array when schema.TryGetProperty("items", out JsonElement items):
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Check(item, items, $"{at}[]", faults);
                }

                break;
            case JsonValueKind.Object:
                CheckMembers(value, schema, owner, at, faults);
                break;
        }

        void Expect(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add($"{at} {fault}");
            }
        }
    }

    private static void CheckText(JsonElement value, JsonElement schema, Action<bool, string> expect)
    {
        if (schema.TryGetProperty("format", out JsonElement format))
        {
            bool fits = format.GetString() switch
            {
                "uuid" => value.TryGetGuid(out _),
                "date-time" => value.TryGetDateTimeOffset(out _) && value.GetString()!.EndsWith('Z'),
                _ => false,
            };
            expect(fits, $"is no {format}: {value}");
        }

        if (schema.TryGetProperty("pattern", out JsonElement pattern))
        {
            expect(Regex.IsMatch(value.GetString()!, pattern.GetString()!), $"does not match {pattern}: {value}");
        }
    }

    private void CheckMembers(JsonElement value, JsonElement schema, string owner, string at, List<string> faults)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            faults.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}/{name} is not there"));
        }

        bool isOpen = schema.TryGetProperty("additionalProperties", out JsonElement others);
        bool hasMembers = schema.TryGetProperty("properties", out JsonElement members);
        if (!isOpen && !hasMembers)
        {
            // Recorded values are anything.
            return;
        }

        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (hasMembers && members.TryGetProperty(member.Name, out JsonElement described))
            {
                _seen.Add($"{owner}.{member.Name}");
                Check(member.Value, described, $"{at}/{member.Name}", faults);
            }
            else if (isOpen)
            {
                Check(member.Value, others, $"{at}/{member.Name}", faults);
            }
            else
            {
                faults.Add($"{at}/{member.Name} is not described");
            }
        }
    }

    private static string[] TypesOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => ["object"],
        JsonValueKind.Array => ["array"],
        JsonValueKind.String => ["string"],
        JsonValueKind.True or JsonValueKind.False => ["boolean"],
        JsonValueKind.Null => ["null"],
        _ => value.TryGetInt64(out _) ? ["integer", "number"] : ["number"],
    };
}
