using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <content>Data streams, rollover, tiers.</content>
internal sealed partial class ClusterModel
{
    private readonly Dictionary<string, DataStreamModel> _streams = new(StringComparer.Ordinal);

    /// <summary>Every id of a stream with the number of backing indexes that hold it.</summary>
    public Dictionary<string, int> IdsOf(string stream)
    {
        lock (_gate)
        {
            return _streams[stream].Indexes.SelectMany(index => index.Ids).GroupBy(id => id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        }
    }

    public IReadOnlyCollection<string> StreamNames
    {
        get
        {
            lock (_gate)
            {
                return [.. _streams.Keys];
            }
        }
    }

    public DataStreamModel Stream(string name)
    {
        lock (_gate)
        {
            return _streams[name];
        }
    }

    /// <summary>Rolls a stream over; the old write index is blocked, as a lifecycle policy with readonly leaves it.</summary>
    public void Rollover(string stream)
    {
        lock (_gate)
        {
            _streams[stream].WriteIndex.WriteBlocked = true;
            _streams[stream].Rollover();
        }
    }

    public void Refresh()
    {
        lock (_gate)
        {
            foreach (BackingIndex index in _streams.Values.SelectMany(stream => stream.Indexes))
            {
                index.Refresh();
            }
        }
    }

    /// <summary>Moves every index but the written one of a stream a tier on, as the lifecycle would.</summary>
    public void MoveTier(string stream)
    {
        lock (_gate)
        {
            DataStreamModel model = _streams[stream];
            JsonObject phases = model.Policy is not null && _policies.TryGetValue(model.Policy, out (JsonObject Policy, int Version) policy) ? policy.Policy["phases"]!.AsObject() : [];
            foreach (BackingIndex index in model.Indexes.SkipLast(1))
            {
                index.WriteBlocked = true;
                string[] order = ["hot", "warm", "cold", "frozen"];
                string? next = order[(Array.IndexOf(order, index.Phase) + 1)..].FirstOrDefault(phases.ContainsKey);
                if (next is null)
                {
                    continue;
                }

                index.Phase = next;
                bool mounted = phases[next]!["actions"]!["searchable_snapshot"] is not null;
                string original = index.Name[index.Name.IndexOf(".ds-", StringComparison.Ordinal)..];
                index.Name = !mounted ? index.Name : next == "frozen" ? "partial-restored-" + original : "restored-" + original;
            }
        }
    }

    private WireResponse DataStream(Principal principal, WireRequest request, string name, bool options)
    {
        string action = request.Method switch { "PUT" => "create", "DELETE" => "delete", _ => "get" };
        if (name.Split(',').Any(part => !principal.MayIndex("indices:admin/data_stream/" + action, part)))
        {
            return principal.Refuse("indices:admin/data_stream/" + action, name);
        }

        switch (request.Method)
        {
            case "PUT" when _streams.ContainsKey(name):
                return WireResponse.Error(400, "resource_already_exists_exception", $"data_stream [{name}] already exists");
            case "PUT":
                return CreateStream(name) ? WireResponse.Acknowledged()
                    : WireResponse.Error(400, "illegal_argument_exception", $"no matching index template found for data stream [{name}]");
            case "DELETE":
                _streams.Remove(name);
                return WireResponse.Acknowledged();
            default:
                string[] parts = name.Split(',');
                DataStreamModel[] found = [.. _streams.Values.Where(stream => parts.Any(part => Principal.Fits(stream.Name, part)))];
                return parts.Any(part => !part.Contains('*', StringComparison.Ordinal) && !_streams.ContainsKey(part))
                    ? WireResponse.Error(404, "index_not_found_exception", $"no such index [{name}]")
                    : WireResponse.Json(200, new JsonObject { ["data_streams"] = new JsonArray([.. found.Select(stream => Describe(stream, options))]) });
        }
    }

    private static JsonNode Describe(DataStreamModel stream, bool options) => options
        ? new JsonObject { ["name"] = stream.Name, ["options"] = new JsonObject { ["failure_store"] = new JsonObject { ["enabled"] = stream.FailureStore } } }
        : new JsonObject
        {
            ["name"] = stream.Name,
            ["indices"] = new JsonArray([.. stream.Indexes.Select(index => (JsonNode)new JsonObject { ["index_name"] = index.Name, ["ilm_policy"] = stream.Policy })]),
            ["generation"] = stream.Generation,
            ["_meta"] = new JsonObject { ["managed_by"] = "auditgen", ["schema"] = 1 },
            ["template"] = stream.Template,
            ["ilm_policy"] = stream.Policy,
            ["failure_store"] = new JsonObject { ["enabled"] = stream.FailureStore },
        };

    private bool CreateStream(string name)
    {
        (string Name, JsonObject Body)? template = TemplateFor(name);
        if (template is null && !CreateStreamsOnDemand)
        {
            return false;
        }

        JsonObject body = template?.Body ?? [];
        JsonObject settings = Normalised(body)["template"]?["settings"]?.AsObject() ?? [];
        bool failureStore = (bool?)body["template"]?["data_stream_options"]?["failure_store"]?["enabled"] ?? false;
        _streams[name] = new DataStreamModel(name, template?.Name ?? "none", (string?)settings["index"]?["lifecycle"]?["name"], new MappingModel(PropertiesOf(body)), failureStore);
        return true;
    }

    private WireResponse Rollover(Principal principal, string name)
    {
        if (!principal.MayIndex("indices:admin/rollover", name))
        {
            return principal.Refuse("indices:admin/rollover", name);
        }

        if (!_streams.TryGetValue(name, out DataStreamModel? stream))
        {
            return WireResponse.Error(404, "index_not_found_exception", $"no such index [{name}]");
        }

        string old = stream.WriteIndex.Name;
        return WireResponse.Json(200, new JsonObject { ["acknowledged"] = true, ["old_index"] = old, ["new_index"] = stream.Rollover().Name, ["rolled_over"] = true });
    }

    private WireResponse Refresh(Principal principal, string target)
    {
        if (!principal.MayIndex("indices:admin/refresh", target))
        {
            return principal.Refuse("indices:admin/refresh", target);
        }

        foreach (BackingIndex index in Resolve(target))
        {
            index.Refresh();
        }

        return WireResponse.Json(200, new JsonObject { ["_shards"] = new JsonObject { ["failed"] = 0 } });
    }

    private WireResponse Explain(string target) => WireResponse.Json(200, new JsonObject
    {
        ["indices"] = new JsonObject(Resolve(target).Select(index => KeyValuePair.Create(index.Name, (JsonNode?)ExplainIndex(index)))),
    });

    private static JsonObject ExplainIndex(BackingIndex index)
    {
        var state = new JsonObject { ["index"] = index.Name, ["managed"] = true, ["phase"] = index.Phase };
        if (index.LifecycleError is { } reason)
        {
            state["step"] = "ERROR";
            state["failed_step"] = "check-rollover-ready";
            state["step_info"] = new JsonObject { ["type"] = "illegal_argument_exception", ["reason"] = reason };
        }

        return state;
    }

    /// <summary>The indexes behind a list of names and patterns.</summary>
    private List<BackingIndex> Resolve(string target)
    {
        var found = new List<BackingIndex>();
        foreach (string part in target.Split(','))
        {
            found.AddRange(_streams.Values.Where(stream => Principal.Fits(stream.Name, part)).SelectMany(stream => stream.Indexes));
            found.AddRange(_streams.Values.SelectMany(stream => stream.Indexes).Where(index => index.Name == part));
        }

        return [.. found.Distinct()];
    }
}
