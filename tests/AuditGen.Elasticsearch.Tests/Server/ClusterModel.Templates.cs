using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <content>Templates, policies, pipelines, repositories, roles.</content>
internal sealed partial class ClusterModel
{
    private static readonly Dictionary<string, string[]> PhaseActions = new(StringComparer.Ordinal)
    {
        ["hot"] = ["rollover", "readonly", "set_priority", "shrink", "forcemerge", "searchable_snapshot", "downsample", "unfollow"],
        ["warm"] = ["readonly", "set_priority", "allocate", "migrate", "shrink", "forcemerge", "downsample", "unfollow"],
        ["cold"] = ["readonly", "set_priority", "allocate", "migrate", "freeze", "searchable_snapshot", "downsample", "unfollow"],
        ["frozen"] = ["searchable_snapshot", "unfollow"],
        ["delete"] = ["delete", "wait_for_snapshot"],
    };

    private readonly Dictionary<string, JsonObject> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (JsonObject Policy, int Version)> _policies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _pipelines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _repositories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _roles = new(StringComparer.Ordinal);

    private WireResponse ComponentTemplate(WireRequest request, string name)
    {
        if (request.Method == "PUT")
        {
            _components[name] = request.Json;
            return WireResponse.Acknowledged();
        }

        return _components.TryGetValue(name, out JsonObject? body)
            ? WireResponse.Json(200, new JsonObject { ["component_templates"] = new JsonArray(new JsonObject { ["name"] = name, ["component_template"] = Normalised(body) }) })
            : WireResponse.Error(404, "resource_not_found_exception", $"component template matching [{name}] not found");
    }

    private WireResponse IndexTemplate(WireRequest request, string name)
    {
        if (request.Method != "PUT")
        {
            return _templates.TryGetValue(name, out JsonObject? body)
                ? WireResponse.Json(200, new JsonObject { ["index_templates"] = new JsonArray(new JsonObject { ["name"] = name, ["index_template"] = StoredTemplate(body) }) })
                : WireResponse.Error(404, "resource_not_found_exception", $"index template matching [{name}] not found");
        }

        string[] missing = [.. (request.Json["composed_of"]?.AsArray() ?? []).Select(part => (string)part!).Where(part => !_components.ContainsKey(part))];
        if (missing.Length > 0)
        {
            return WireResponse.Error(400, "invalid_index_template_exception",
                $"index_template [{name}] invalid, cause [index template [{name}] specifies component templates [{string.Join(',', missing)}] that do not exist]");
        }

        _templates[name] = request.Json;
        return WireResponse.Acknowledged();
    }

    private WireResponse Simulate(string name)
    {
        (string Name, JsonObject Body)? template = TemplateFor(name);
        return template is null
            ? WireResponse.Json(200, new JsonObject())
            : WireResponse.Json(200, new JsonObject { ["template"] = new JsonObject { ["mappings"] = new JsonObject { ["properties"] = PropertiesOf(template.Value.Body) } }, ["overlapping"] = new JsonArray() });
    }

    private WireResponse Policy(WireRequest request, string name)
    {
        if (request.Method != "PUT")
        {
            return _policies.TryGetValue(name, out (JsonObject Policy, int Version) stored)
                ? WireResponse.Json(200, new JsonObject { [name] = new JsonObject { ["version"] = stored.Version, ["policy"] = StoredPolicy(stored.Policy) } })
                : WireResponse.Error(404, "resource_not_found_exception", $"Lifecycle policy not found: {name}");
        }

        JsonObject policy = request.Json["policy"]!.AsObject();
        foreach ((string phase, JsonNode? body) in policy["phases"]!.AsObject())
        {
            foreach ((string action, JsonNode? parameters) in body!["actions"]!.AsObject())
            {
                if (!PhaseActions.TryGetValue(phase, out string[]? allowed) || !allowed.Contains(action, StringComparer.Ordinal))
                {
                    return WireResponse.Error(400, "action_request_validation_exception", $"Validation Failed: 1: invalid action [{action}] defined in phase [{phase}];");
                }

                if (action == "searchable_snapshot" && SnapshotRefusal(name, phase, (string)parameters!["snapshot_repository"]!) is { } refusal)
                {
                    return refusal;
                }
            }
        }

        _policies[name] = (policy.DeepClone().AsObject(), _policies.TryGetValue(name, out (JsonObject Policy, int Version) before) ? before.Version + 1 : 1);
        return WireResponse.Acknowledged();
    }

    private WireResponse? SnapshotRefusal(string policy, string phase, string repository)
    {
        if (License is not ("trial" or "enterprise"))
        {
            return WireResponse.Error(400, "illegal_argument_exception",
                $"policy [{policy}] defines the [searchable_snapshot] action but the current license is non-compliant for [searchable-snapshots]");
        }

        return _repositories.ContainsKey(repository) ? null : WireResponse.Error(400, "illegal_argument_exception",
            $"no such repository [{repository}], the snapshot repository referenced by the [searchable_snapshot] action in the [{phase}] phase must exist before it can be referenced by an ILM policy");
    }

    private WireResponse Pipeline(WireRequest request, string name) => Simple(_pipelines, request, name, body => new JsonObject { [name] = body },
        () => new WireResponse(404, "{}"u8.ToArray(), "application/json"));

    private WireResponse Repository(WireRequest request, string name) => Simple(_repositories, request, name, body => new JsonObject { [name] = body },
        () => WireResponse.Error(404, "repository_missing_exception", $"[{name}] missing"));

    private WireResponse Role(WireRequest request, string name) => Simple(_roles, request, name, body => new JsonObject { [name] = body },
        () => new WireResponse(404, "{}"u8.ToArray(), "application/json"));

    private static WireResponse Simple(Dictionary<string, JsonObject> items, WireRequest request, string name, Func<JsonNode, JsonObject> found, Func<WireResponse> missing)
    {
        if (request.Method == "PUT")
        {
            items[name] = request.Json;
            return WireResponse.Acknowledged();
        }

        return items.TryGetValue(name, out JsonObject? body) ? WireResponse.Json(200, found(body.DeepClone())) : missing();
    }

    /// <summary>As the server gives a template back: settings nested, their values text, defaults added.</summary>
    private static JsonObject StoredTemplate(JsonObject body)
    {
        JsonObject stored = Normalised(body);
        stored["data_stream"] = new JsonObject { ["hidden"] = false, ["allow_custom_routing"] = false };
        stored["created_date_millis"] = 1795305173289;
        return stored;
    }

    private static JsonObject Normalised(JsonObject body)
    {
        JsonObject copy = body.DeepClone().AsObject();
        if (copy["template"]?["settings"] is JsonObject settings)
        {
            var nested = new JsonObject();
            foreach ((string name, JsonNode? value) in settings)
            {
                Nest(nested, name.Split('.'), value!);
            }

            copy["template"]!["settings"] = nested;
        }

        return copy;
    }

    private static void Nest(JsonObject into, string[] path, JsonNode value)
    {
        if (path.Length > 1)
        {
            into[path[0]] ??= new JsonObject();
            Nest(into[path[0]]!.AsObject(), path[1..], value);
        }
        else if (value is JsonObject inner)
        {
            into[path[0]] ??= new JsonObject();
            foreach ((string name, JsonNode? member) in inner)
            {
                Nest(into[path[0]]!.AsObject(), name.Split('.'), member!);
            }
        }
        else
        {
            into[path[0]] = value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.DeepClone() : value.ToJsonString();
        }
    }

    /// <summary>As the server gives a policy back: ages and defaults added.</summary>
    private static JsonObject StoredPolicy(JsonObject policy)
    {
        JsonObject copy = policy.DeepClone().AsObject();
        foreach ((_, JsonNode? phase) in copy["phases"]!.AsObject())
        {
            phase!["min_age"] ??= "0ms";
            if (phase["actions"]!["searchable_snapshot"] is JsonObject snapshot)
            {
                snapshot["force_merge_index"] ??= true;
            }
        }

        return copy;
    }

    private (string Name, JsonObject Body)? TemplateFor(string stream)
    {
        foreach ((string name, JsonObject body) in _templates.OrderByDescending(entry => (int?)entry.Value["priority"] ?? 0))
        {
            if (body["data_stream"] is not null && body["index_patterns"]!.AsArray().Any(pattern => Principal.Fits(stream, (string)pattern!)))
            {
                return (name, body);
            }
        }

        return null;
    }

    private JsonObject PropertiesOf(JsonObject template)
    {
        var merged = new JsonObject();
        foreach (JsonNode? part in template["composed_of"]?.AsArray() ?? [])
        {
            Merge(merged, _components[(string)part!]["template"]?["mappings"]?["properties"]?.AsObject());
        }

        Merge(merged, template["template"]?["mappings"]?["properties"]?.AsObject());
        return merged;
    }

    private static void Merge(JsonObject into, JsonObject? from)
    {
        foreach ((string name, JsonNode? value) in from ?? [])
        {
            if (into[name] is JsonObject existing && value is JsonObject added)
            {
                Merge(existing, added);
            }
            else
            {
                into[name] = value!.DeepClone();
            }
        }
    }
}
