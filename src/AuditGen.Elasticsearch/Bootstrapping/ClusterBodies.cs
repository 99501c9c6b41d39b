using System.Globalization;
using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Bootstrapping;

/// <summary>The bodies of templates, policies and pipeline, as a real Elasticsearch accepted them.</summary>
internal static class ClusterBodies
{
    /// <summary>Version of what bootstrap makes. A cluster with a newer one is left alone.</summary>
    public const int Schema = 1;

    public const string Mappings = "auditgen@mappings";
    public const string LedgerMappings = "auditgen@ledger-mappings";
    public const string Settings = "auditgen@settings";
    public const string Pipeline = "auditgen@ingested";

    public static JsonObject MappingsBody() => Asset("mappings.json");

    public static JsonObject LedgerMappingsBody() => Asset("ledger-mappings.json");

    public static JsonObject PipelineBody() => Asset("pipeline.json");

    public static JsonObject SettingsBody(int shards, int replicas) => new()
    {
        ["template"] = new JsonObject
        {
            ["settings"] = new JsonObject
            {
                ["index"] = new JsonObject
                {
                    ["mode"] = "standard",
                    ["codec"] = "best_compression",
                    ["number_of_shards"] = shards,
                    ["number_of_replicas"] = replicas,
                    ["refresh_interval"] = "5s",
                    ["final_pipeline"] = Pipeline,
                    ["mapping"] = new JsonObject { ["total_fields"] = new JsonObject { ["limit"] = 300 } },
                },
            },
        },
        ["_meta"] = Meta(),
    };

    /// <summary>The index template of one context's data streams.</summary>
    public static JsonObject TemplateBody(string part)
    {
        JsonObject body = Template($"audit-{part}-*", Mappings, $"auditgen-{part}");
        body["template"]!["mappings"] = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["data_stream"] = new JsonObject
                {
                    ["properties"] = new JsonObject
                    {
                        ["type"] = new JsonObject { ["type"] = "constant_keyword", ["value"] = "audit" },
                        ["dataset"] = new JsonObject { ["type"] = "constant_keyword", ["value"] = part },
                        ["namespace"] = new JsonObject { ["type"] = "constant_keyword" },
                    },
                },
            },
        };
        return body;
    }

    /// <summary>The index template of the data streams of checkpoints.</summary>
    public static JsonObject LedgerTemplateBody()
    {
        JsonObject body = Template("auditledger-*", LedgerMappings, "auditgen-ledger");

        // One shard keeps the order in which hashes and the checkpoint over them become visible.
        body["template"]!["settings"]!["index.number_of_shards"] = "1";
        return body;
    }

    /// <summary>A lifecycle policy; with a repository cold and frozen events are searchable snapshots.</summary>
    public static JsonObject PolicyBody(TierWindows tiers, string? repository)
    {
        var phases = new JsonObject
        {
            ["hot"] = Phase(null, new JsonObject
            {
                ["rollover"] = new JsonObject
                {
                    ["max_primary_shard_size"] = string.Create(CultureInfo.InvariantCulture, $"{tiers.MaxShardGigabytes}gb"),
                    ["max_age"] = Age(tiers.Rollover),
                },
                ["readonly"] = new JsonObject(),
                ["set_priority"] = Priority(100),
            }),
        };
        if (tiers.Warm is { } warm)
        {
            phases["warm"] = Phase(warm, new JsonObject { ["forcemerge"] = new JsonObject { ["max_num_segments"] = 1 }, ["set_priority"] = Priority(50) });
        }

        if (tiers.Cold is { } cold)
        {
            phases["cold"] = Phase(cold, repository is not null
                ? new JsonObject { ["searchable_snapshot"] = Snapshot(repository), ["set_priority"] = Priority(0) }
                : new JsonObject { ["readonly"] = new JsonObject(), ["allocate"] = new JsonObject { ["number_of_replicas"] = 1 }, ["set_priority"] = Priority(0) });
        }

        if (tiers.Frozen is { } frozen && repository is not null)
        {
            phases["frozen"] = Phase(frozen, new JsonObject { ["searchable_snapshot"] = Snapshot(repository) });
        }

        return new JsonObject { ["policy"] = new JsonObject { ["phases"] = phases, ["_meta"] = Meta() } };
    }

    private static JsonObject Template(string pattern, string mappings, string policy) => new()
    {
        ["index_patterns"] = new JsonArray((JsonNode)pattern),
        ["priority"] = 500,
        ["data_stream"] = new JsonObject(),
        ["composed_of"] = new JsonArray((JsonNode)mappings, (JsonNode)Settings),
        ["template"] = new JsonObject
        {
            ["settings"] = new JsonObject { ["index.lifecycle.name"] = policy },
            ["data_stream_options"] = new JsonObject { ["failure_store"] = new JsonObject { ["enabled"] = false } },
        },
        ["_meta"] = Meta(),
    };

    private static JsonObject Phase(TimeSpan? after, JsonObject actions)
    {
        var phase = new JsonObject();
        if (after is { } age)
        {
            phase["min_age"] = Age(age);
        }

        phase["actions"] = actions;
        return phase;
    }

    private static JsonObject Priority(int priority) => new() { ["priority"] = priority };

    private static JsonObject Snapshot(string repository) => new() { ["snapshot_repository"] = repository };

    private static JsonObject Meta() => new() { ["managed_by"] = "auditgen", ["schema"] = Schema };

    /// <summary>A time as the server writes it: in the largest unit that holds it exactly.</summary>
    private static string Age(TimeSpan time)
    {
        (long count, string unit) = time switch
        {
            _ when time.Ticks % TimeSpan.TicksPerDay == 0 => (time.Ticks / TimeSpan.TicksPerDay, "d"),
            _ when time.Ticks % TimeSpan.TicksPerHour == 0 => (time.Ticks / TimeSpan.TicksPerHour, "h"),
            _ when time.Ticks % TimeSpan.TicksPerMinute == 0 => (time.Ticks / TimeSpan.TicksPerMinute, "m"),
            _ => ((long)time.TotalSeconds, "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
    }

    private static JsonObject Asset(string name)
    {
        using Stream stream = typeof(ClusterBodies).Assembly.GetManifestResourceStream("AuditGen.Elasticsearch." + name)
            ?? throw new InvalidOperationException($"The assembly lacks the resource {name}.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
