using System.Text;
using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>
/// A cluster that means what it answers, as far as this project talks to it: documents are created once per backing index
/// and become visible with a refresh, templates and policies are checked and applied, keys have rights. Its answers have
/// the shapes that a real Elasticsearch 9.5 gave.
/// </summary>
internal sealed partial class ClusterModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Principal> _principals = new(StringComparer.Ordinal);

    public ClusterModel()
    {
        _principals["Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("elastic:secret"))] = new Principal("elastic", IsSuperuser: true, []);
    }

    /// <summary>Whether requests need a credential.</summary>
    public bool SecurityEnabled { get; init; }

    /// <summary>trial, basic, enterprise …</summary>
    public string License { get; set; } = "trial";

    /// <summary>Major version.</summary>
    public int Major { get; init; } = 9;

    /// <summary>Largest request body, before decompression; larger ones are answered 413 with nothing in it.</summary>
    public int MaxContentLength { get; set; } = 100 * 1024 * 1024;

    /// <summary>Whether documents are searchable as soon as they are stored.</summary>
    public bool RefreshAtOnce { get; set; } = true;

    /// <summary>Whether whole documents are kept, and not only their ids.</summary>
    public bool KeepSources { get; init; } = true;

    /// <summary>Mappings and templates are not looked at; any stream may be written.</summary>
    public bool CreateStreamsOnDemand { get; init; }

    public WireResponse Answer(WireRequest request)
    {
        lock (_gate)
        {
            return Route(request);
        }
    }

    /// <summary>Registers a key with the roles given, as the server would.</summary>
    public string AddKey(string id, params JsonObject[] roles)
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{id}-secret"));
        lock (_gate)
        {
            _principals["ApiKey " + encoded] = new Principal(id, IsSuperuser: false, roles);
        }

        return encoded;
    }

    private WireResponse Route(WireRequest request)
    {
        if (MediaTypeRefusal(request) is { } mediaType)
        {
            return mediaType;
        }

        if (request.BytesOnWire > MaxContentLength)
        {
            return new WireResponse(413, [], null);
        }

        Principal? principal = PrincipalOf(request);
        if (principal is null)
        {
            return WireResponse.Error(401, "security_exception", request.Headers.ContainsKey("Authorization")
                ? "unable to authenticate with provided credentials and anonymous access is not allowed for this request"
                : $"missing authentication credentials for REST request [{request.Path}]");
        }

        string[] path = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path switch
        {
            [] => Cluster(principal, "cluster:monitor/main", Root),
            ["_license"] => Cluster(principal, "cluster:monitor/xpack/license/get", LicenseAnswer),
            ["_component_template", var name] => Cluster(principal, "cluster:admin/component_template", () => ComponentTemplate(request, name)),
            ["_index_template", "_simulate_index", var name] => Cluster(principal, "indices:admin/index_template", () => Simulate(name)),
            ["_index_template", var name] => Cluster(principal, "indices:admin/index_template", () => IndexTemplate(request, name)),
            ["_ilm", "policy", var name] => Cluster(principal, "cluster:admin/ilm", () => Policy(request, name)),
            ["_ingest", "pipeline", var name] => Cluster(principal, "cluster:admin/ingest/pipeline", () => Pipeline(request, name)),
            ["_snapshot", var name] => Cluster(principal, request.Method == "PUT" ? "cluster:admin/repository/put" : "cluster:admin/repository/get", () => Repository(request, name)),
            ["_security", "api_key"] => Cluster(principal, "cluster:admin/xpack/security", () => ApiKey(request)),
            ["_security", "role", var name] => Cluster(principal, "cluster:admin/xpack/security", () => Role(request, name)),
            ["_data_stream", var name] => DataStream(principal, request, name, options: false),
            ["_data_stream", var name, "_options"] => DataStream(principal, request, name, options: true),
            ["_bulk"] => Bulk(principal, request, null),
            [var target, "_bulk"] => Bulk(principal, request, target),
            ["_pit"] => ClosePit(request),
            ["_search"] => Search(principal, request, "*"),
            [var target, "_ilm", "explain"] => Explain(target),
            ["_async_search", var id] => AsyncResult(request, id),
            [var target, var verb] => OnTarget(principal, request, target, verb),
            [var target, "_doc", var id] => Document(principal, request, target, id),
            [var target, "_update", _] => ChangeRefused(principal, "indices:data/write/update", target),
            _ => WireResponse.Error(400, "illegal_argument_exception", $"no handler found for uri [{request.Path}] and method [{request.Method}]"),
        };
    }

    private WireResponse OnTarget(Principal principal, WireRequest request, string target, string verb) => verb switch
    {
        "_search" => Search(principal, request, target),
        "_count" => Count(principal, request, target),
        "_pit" => OpenPit(principal, target),
        "_async_search" => AsyncSearch(principal, request, target),
        "_rollover" => Rollover(principal, target),
        "_refresh" => Refresh(principal, target),
        "_delete_by_query" => ByQuery(principal, "indices:data/write/delete/byquery", request, target),
        "_update_by_query" => ByQuery(principal, "indices:data/write/update/byquery", request, target),
        _ => WireResponse.Error(400, "illegal_argument_exception", $"no handler found for uri [{request.Path}] and method [{request.Method}]"),
    };

    private static WireResponse Cluster(Principal principal, string action, Func<WireResponse> then) => principal.MayCluster(action) ? then() : principal.Refuse(action, null);

    private Principal? PrincipalOf(WireRequest request)
    {
        if (!SecurityEnabled)
        {
            return new Principal("anonymous", IsSuperuser: true, []);
        }

        return request.Headers.TryGetValue("Authorization", out string? header) ? _principals.GetValueOrDefault(header) : null;
    }

    private WireResponse? MediaTypeRefusal(WireRequest request)
    {
        const string mark = "compatible-with=";
        string accept = request.Headers.GetValueOrDefault("Accept", string.Empty);
        int at = accept.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0 || (int.TryParse(accept[(at + mark.Length)..], out int version) && (version == Major || version == Major - 1)))
        {
            return null;
        }

        return WireResponse.Error(400, "media_type_header_exception", "Invalid media-type value on headers [Accept, Content-Type]");
    }

    private WireResponse Root() => WireResponse.Json(200, new JsonObject
    {
        ["name"] = "model-1",
        ["cluster_name"] = "model",
        ["version"] = new JsonObject { ["number"] = Major == 9 ? "9.5.0" : "8.19.0", ["build_flavor"] = "default" },
        ["tagline"] = "You Know, for Search",
    });

    private WireResponse LicenseAnswer() => WireResponse.Json(200, new JsonObject { ["license"] = new JsonObject { ["status"] = "active", ["type"] = License } });

    private WireResponse ApiKey(WireRequest request)
    {
        if (request.Method == "DELETE")
        {
            string id = (string)request.Json["ids"]![0]!;
            string? header = _principals.FirstOrDefault(entry => entry.Value.Name == id).Key;
            bool found = header is not null && _principals.Remove(header);
            return WireResponse.Json(200, new JsonObject { ["invalidated_api_keys"] = found ? new JsonArray(id) : [], ["previously_invalidated_api_keys"] = new JsonArray(), ["error_count"] = 0 });
        }

        string name = (string)request.Json["name"]!;
        JsonObject[] roles = [.. (request.Json["role_descriptors"]?.AsObject() ?? []).Select(role => role.Value!.DeepClone().AsObject())];
        string keyId = $"{name}-{_principals.Count}";
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{keyId}:{keyId}-secret"));
        _principals["ApiKey " + encoded] = new Principal(keyId, IsSuperuser: false, roles);
        return WireResponse.Json(200, new JsonObject { ["id"] = keyId, ["name"] = name, ["api_key"] = $"{keyId}-secret", ["encoded"] = encoded });
    }
}
