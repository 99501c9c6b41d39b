using System.Text.Json;

namespace AuditGen.AspNetCore.Tests.Endpoints;

/// <summary>Values at and beyond the limits that a parameter's schema sets.</summary>
internal sealed class ParameterValues
{
    public ParameterValues(JsonElement parameter)
    {
        JsonElement schema = parameter.GetProperty("schema");
        List<string> allowed = [];
        List<string[]> refused = [];
        if (schema.TryGetProperty("maxItems", out JsonElement most))
        {
            refused.Add([.. Enumerable.Repeat(parameter.GetProperty("example")[0].ToString(), most.GetInt32() + 1)]);
            schema = schema.GetProperty("items");
        }

        if (parameter.TryGetProperty("example", out JsonElement example))
        {
            allowed.AddRange(example.ValueKind == JsonValueKind.Array ? example.EnumerateArray().Select(one => one.ToString()) : [example.ToString()]);
        }

        if (schema.TryGetProperty("enum", out JsonElement names))
        {
            allowed.AddRange(names.EnumerateArray().Select(name => name.ToString()));
            refused.Add(["walk"]);
        }

        if (schema.TryGetProperty("minimum", out JsonElement least))
        {
            allowed.Add(least.ToString());
            refused.Add([(least.GetInt64() - 1).ToString()]);
            refused.Add(["x"]);
        }

        if (schema.TryGetProperty("maximum", out JsonElement greatest))
        {
            allowed.Add(greatest.ToString());
            refused.Add([(greatest.GetInt64() + 1).ToString()]);
        }

        if (schema.TryGetProperty("maxLength", out JsonElement longest))
        {
            refused.Add([new string('x', longest.GetInt32() + 1)]);
        }

        if (schema.TryGetProperty("format", out _))
        {
            refused.Add(["yesterday"]);
        }

        Allowed = [.. allowed];
        Refused = [.. refused];
    }

    /// <summary>What the parameter takes.</summary>
    public string[] Allowed { get; }

    /// <summary>What it refuses, each with as many values as it is given.</summary>
    public string[][] Refused { get; }
}
