using System.Text.Json;
using System.Text.Json.Nodes;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <content>Writing.</content>
internal sealed partial class ClusterModel
{
    private const string CreateOnly = "only write ops with an op_type of create are allowed in data streams";

    private readonly Queue<(int Status, string Type)> _itemFaults = new();

    /// <summary>Makes the next items of bulk requests fail; each is used once.</summary>
    public void FailItems(int count, int status, string type)
    {
        lock (_gate)
        {
            for (int i = 0; i < count; i++)
            {
                _itemFaults.Enqueue((status, type));
            }
        }
    }

    /// <summary>Decides about single documents of any form, before the mapping does.</summary>
    public Func<string, byte[], (int Status, string Type, string Reason)?> Refuses { get; set; } = (_, _) => null;

    /// <summary>Called for every document stored, with its id and source.</summary>
    public Action<string, byte[]> Stored { get; set; } = (_, _) => { };

    private WireResponse Bulk(Principal principal, WireRequest request, string? target)
    {
        if (!principal.MayAnywhere("indices:data/write/bulk"))
        {
            return principal.Refuse("indices:data/write/bulk", null);
        }

        if (request.Body.Length == 0)
        {
            return WireResponse.Error(400, "parse_exception", "request body is required");
        }

        if (request.Body[^1] != (byte)'\n')
        {
            return WireResponse.Error(400, "illegal_argument_exception", "The bulk request must be terminated by a newline [\\n]");
        }

        var answer = new System.Buffers.ArrayBufferWriter<byte>(request.Body.Length / 8);
        using var writer = new Utf8JsonWriter(answer);
        bool errors = false;
        writer.WriteStartObject();
        writer.WriteNumber("took"u8, 1);
        writer.WriteStartArray("items"u8);
        bool requireStream = request.Query.GetValueOrDefault("require_data_stream") == "true";
        ReadOnlySpan<byte> rest = request.Body;
        while (!rest.IsEmpty)
        {
            (string operation, string? index, string? id) = ReadAction(Line(ref rest));
            byte[] source = operation == "delete" ? [] : Line(ref rest).ToArray();
            errors |= Carry(writer, principal, operation, index ?? target ?? string.Empty, id ?? Guid.CreateVersion7().ToString(), source, requireStream);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("errors"u8, errors);
        writer.WriteEndObject();
        writer.Flush();
        return new WireResponse(200, answer.WrittenSpan.ToArray(), "application/vnd.elasticsearch+json;compatible-with=8");
    }

    private bool Carry(Utf8JsonWriter writer, Principal principal, string operation, string index, string id, byte[] source, bool requireStream)
    {
        (int status, string where, string? type, string? reason, string? failureStore) = Create(principal, operation, index, ref id, source, requireStream);
        writer.WriteStartObject();
        writer.WriteStartObject(operation);
        writer.WriteString("_index"u8, where);
        writer.WriteString("_id"u8, id);
        if (failureStore is not null)
        {
            writer.WriteString("failure_store"u8, failureStore);
        }

        writer.WriteNumber("status"u8, status);
        if (type is not null)
        {
            writer.WriteStartObject("error"u8);
            writer.WriteString("type"u8, type);
            writer.WriteString("reason"u8, reason);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return type is not null;
    }

    private (int Status, string Where, string? Type, string? Reason, string? FailureStore) Create(Principal principal, string operation, string name, ref string id, byte[] source, bool requireStream)
    {
        if (_itemFaults.TryDequeue(out (int Status, string Type) fault))
        {
            return (fault.Status, name, fault.Type, "injected", null);
        }

        if (!_streams.ContainsKey(name) && !(principal.MayIndex("indices:admin/auto_create", name) && CreateStream(name)))
        {
            return principal.MayIndex("indices:admin/auto_create", name) || (requireStream && principal.IsSuperuser)
                ? (404, name, "index_not_found_exception", $"no such index [{name}] and the index creation request requires a data stream, but no matching index template with data stream template was found for it", null)
                : (403, name, "security_exception", principal.ItemRefusal("indices:admin/auto_create", name), null);
        }

        if (operation != "create")
        {
            return (400, name, "illegal_argument_exception", CreateOnly, null);
        }

        if (!principal.MayIndex("indices:data/write/create", name))
        {
            return (403, name, "security_exception", principal.ItemRefusal("indices:data/write/create", name), null);
        }

        DataStreamModel stream = _streams[name];
        BackingIndex index = stream.WriteIndex;
        if (index.WriteBlocked)
        {
            return (403, index.Name, "cluster_block_exception", $"index [{index.Name}] blocked by: [FORBIDDEN/8/index write (api)];", null);
        }

        if (Refuses(id, source) is { } refusal)
        {
            return (refusal.Status, index.Name, refusal.Type, refusal.Reason, "not_enabled");
        }

        if (!CreateStreamsOnDemand && stream.Mapping.Refusal(source, out _) is { } invalid)
        {
            if (!stream.FailureStore)
            {
                // What is no JSON is refused before it is known where it would go.
                return (400, invalid.Type is "x_content_e_o_f_exception" ? name : index.Name, invalid.Type, invalid.Reason, "not_enabled");
            }

            stream.Failures.Add(new StoredDocument(id, source));
            id = "fs-" + id;
            return (201, $".fs-{name}-2026.11.21-000002", null, null, "used");
        }

        if (!index.TryAdd(new StoredDocument(id, KeepSources ? source : [])))
        {
            return (409, index.Name, "version_conflict_engine_exception", $"[{id}]: version conflict, document already exists (current version [1])", "not_enabled");
        }

        Stored(id, source);
        if (RefreshAtOnce)
        {
            index.Refresh();
        }

        return (201, index.Name, null, null, null);
    }

    private WireResponse Document(Principal principal, WireRequest request, string target, string id)
    {
        if (request.Method == "GET")
        {
            StoredDocument? found = Resolve(target).Select(index => index.Find(id)).FirstOrDefault(document => document is not null);
            return WireResponse.Json(found is null ? 404 : 200, new JsonObject { ["_index"] = target, ["_id"] = id, ["found"] = found is not null });
        }

        return ChangeRefused(principal, request.Method == "DELETE" ? "indices:data/write/delete" : "indices:data/write/index", target);
    }

    private WireResponse ChangeRefused(Principal principal, string action, string target) => principal.MayIndex(action, target)
        ? WireResponse.Error(400, "illegal_argument_exception", CreateOnly)
        : principal.Refuse(action, target);

    private WireResponse ByQuery(Principal principal, string action, WireRequest request, string target)
    {
        if (!principal.MayIndex(action, target))
        {
            return principal.Refuse(action, target);
        }

        var failures = new JsonArray();
        foreach (BackingIndex index in Resolve(target))
        {
            foreach (StoredDocument document in Matching(index, request.Json["query"]).ToArray())
            {
                if (index.WriteBlocked)
                {
                    failures.Add(new JsonObject { ["index"] = index.Name, ["id"] = document.Id, ["cause"] = new JsonObject { ["type"] = "cluster_block_exception", ["reason"] = $"index [{index.Name}] blocked by: [FORBIDDEN/8/index write (api)];" }, ["status"] = 403 });
                }
                else
                {
                    index.Visible.Remove(document);
                }
            }
        }

        return WireResponse.Json(failures.Count > 0 ? 403 : 200, new JsonObject { ["failures"] = failures });
    }

    private static (string Operation, string? Index, string? Id) ReadAction(ReadOnlySpan<byte> line)
    {
        JsonObject action = JsonNode.Parse(line)!.AsObject();
        (string operation, JsonNode? parameters) = action.First();
        return (operation, (string?)parameters!["_index"], (string?)parameters["_id"]);
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line;
    }
}
