using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Export;
using AuditGen.Ledger;
using AuditGen.Reading;

namespace AuditGen.Elasticsearch.Reading;

/// <summary>Writes a question as a query of Elasticsearch. What each condition means is defined in docs/query.md.</summary>
internal static class QueryTranslator
{
    private static readonly AuditPattern Anything = AuditPattern.Parse("*");

    /// <summary>The field of a dimension.</summary>
    public static string Field(AuditDimension dimension) => dimension switch
    {
        AuditDimension.Context => "audit.context",
        AuditDimension.Tenant => "organization.id",
        AuditDimension.Actor => "user.id",
        AuditDimension.OnBehalfOf => "user.effective.id",
        AuditDimension.ResourceType => "audit.resource.type",
        AuditDimension.Action => "event.action",
        AuditDimension.Category => "audit.category",
        AuditDimension.Outcome => "event.outcome",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a defined dimension."),
    };

    /// <summary>The query.</summary>
    /// <param name="query">The question; access is part of it.</param>
    /// <param name="until">Only events with a journal index below this; <see langword="null"/> for all.</param>
    /// <param name="upTo">Only events with an id up to this; <see langword="null"/> for all.</param>
    public static JsonObject Translate(AuditQuery query, long? until = null, Guid? upTo = null)
    {
        var filter = new JsonArray();
        AddAccess(filter, query.Access);
        Terms(filter, Field(AuditDimension.Context), query.Contexts);
        Terms(filter, Field(AuditDimension.Tenant), query.Tenants);
        Terms(filter, Field(AuditDimension.Actor), query.Actors);
        Terms(filter, Field(AuditDimension.OnBehalfOf), query.OnBehalfOf);
        Terms(filter, Field(AuditDimension.ResourceType), query.ResourceTypes);
        Terms(filter, "audit.resource.id", query.ResourceIds);
        Terms(filter, Field(AuditDimension.Action), query.Actions);
        Terms(filter, Field(AuditDimension.Category), Names(query.Categories));
        Terms(filter, Field(AuditDimension.Outcome), Names(query.Outcomes));
        Terms(filter, "audit.operation", query.Operations.IsDefaultOrEmpty ? [] : [.. query.Operations.Select(id => id.ToString())]);
        Terms(filter, "session.id", query.Sessions);
        Terms(filter, "audit.correlation_id", query.Correlations);
        AddTime(filter, query);
        AddChanges(filter, query);
        AddWords(filter, query.Text);
        if (until is { } index)
        {
            filter.Add((JsonNode)Clause("range", "audit.ledger.index", new JsonObject { ["lt"] = index }));
        }

        if (upTo is { } last)
        {
            // The order of ids is that of their texts; the time skips whole indexes.
            filter.Add((JsonNode)Clause("range", "@timestamp", new JsonObject { ["lte"] = EventTime.MillisecondsOf(last), ["format"] = "epoch_millis" }));
            filter.Add((JsonNode)Clause("range", "event.id", new JsonObject { ["lte"] = last.ToString() }));
        }

        return new JsonObject { ["bool"] = new JsonObject { ["filter"] = filter } };
    }

    /// <summary>One event, if it may be seen.</summary>
    public static JsonObject Translate(Guid id, AuditAccess access)
    {
        var filter = new JsonArray();
        AddAccess(filter, access);
        filter.Add((JsonNode)Clause("term", "event.id", id.ToString()));
        return new JsonObject { ["bool"] = new JsonObject { ["filter"] = filter } };
    }

    private static void AddAccess(JsonArray filter, AuditAccess access)
    {
        if (access.Contexts is { } contexts)
        {
            filter.Add((JsonNode)AnyOf("audit.context", contexts));
        }

        if (access.Tenants is not { } tenants)
        {
            return;
        }

        JsonObject allowed = AnyOf("organization.id", tenants);
        filter.Add((JsonNode)(!access.WithoutTenant ? allowed : new JsonObject
        {
            ["bool"] = new JsonObject
            {
                ["should"] = new JsonArray(allowed, new JsonObject { ["bool"] = new JsonObject { ["must_not"] = new JsonObject { ["exists"] = new JsonObject { ["field"] = "organization.id" } } } }),
            },
        }));
    }

    private static void Terms(JsonArray filter, string field, ImmutableArray<string> values)
    {
        if (!values.IsDefaultOrEmpty)
        {
            filter.Add((JsonNode)AnyOf(field, values));
        }
    }

    /// <summary>Any of the values; of none, nothing.</summary>
    private static JsonObject AnyOf(string field, ImmutableArray<string> values)
    {
        var wanted = new JsonArray();
        foreach (string value in values)
        {
            wanted.Add((JsonNode)WellFormed(AuditSearchText.Dimension(value)));
        }

        return Clause("terms", field, wanted);
    }

    private static void AddTime(JsonArray filter, AuditQuery query)
    {
        var range = new JsonObject();
        if (query.From is { } from)
        {
            range["gte"] = from.ToUnixTimeMilliseconds();
        }

        if (query.To is { } to)
        {
            range["lt"] = to.ToUnixTimeMilliseconds();
        }

        if (range.Count > 0)
        {
            range["format"] = "epoch_millis";
            filter.Add((JsonNode)Clause("range", "@timestamp", range));
        }
    }

    private static void AddChanges(JsonArray filter, AuditQuery query)
    {
        AuditPattern path = query.ChangedPath is { } changed ? AuditPattern.Parse(AuditSearchText.Dimension(changed)) : Anything;
        if (query.ChangedPath is not null)
        {
            filter.Add((JsonNode)Pattern("audit.change.field", path, ignoreCase: false));
        }

        if (query.OldValue is { } old)
        {
            filter.Add((JsonNode)Pattern("audit.change.old", AuditPattern.Parse(old).After(path, "="), ignoreCase: true));
        }

        if (query.NewValue is { } @new)
        {
            filter.Add((JsonNode)Pattern("audit.change.new", AuditPattern.Parse(@new).After(path, "="), ignoreCase: true));
        }
    }

    private static JsonObject Pattern(string field, AuditPattern pattern, bool ignoreCase)
    {
        if (pattern.IsExact && !ignoreCase)
        {
            return Clause("term", field, WellFormed(pattern.Pieces[0]));
        }

        var value = new StringBuilder();
        for (int i = 0; i < pattern.Pieces.Length; i++)
        {
            if (i > 0)
            {
                value.Append('*');
            }

            // To Elasticsearch a question mark stands for one character; to us it is itself.
            foreach (char c in WellFormed(pattern.Pieces[i]))
            {
                if (c is '*' or '?' or '\\')
                {
                    value.Append('\\');
                }

                value.Append(c);
            }
        }

        return Clause("wildcard", field, new JsonObject { ["value"] = value.ToString(), ["case_insensitive"] = ignoreCase });
    }

    private static void AddWords(JsonArray filter, string? text)
    {
        foreach (AuditSearchWord word in text is null ? [] : AuditSearchWord.Parse(text))
        {
            filter.Add((JsonNode)(word.IsPrefix
                ? Clause("prefix", "message", new JsonObject { ["value"] = word.Word })
                : Clause("match", "message", new JsonObject { ["query"] = word.Word, ["operator"] = "and" })));
        }
    }

    private static JsonObject Clause(string kind, string field, JsonNode value) => new() { [kind] = new JsonObject { [field] = value } };

    /// <summary>Lone surrogates are replaced in indexed fields, so they are in what is compared with them.</summary>
    private static string WellFormed(string value) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));

    private static ImmutableArray<string> Names<T>(ImmutableArray<T> values)
        where T : struct, Enum
        => values.IsDefaultOrEmpty ? [] : [.. values.Select(value => value.ToString().ToLowerInvariant())];
}
