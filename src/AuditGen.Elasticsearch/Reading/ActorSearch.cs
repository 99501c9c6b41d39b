using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AuditGen.Actors;
using AuditGen.Reading;

namespace AuditGen.Elasticsearch.Reading;

/// <summary>
/// Answers who acted from the events themselves: aggregations say who, since when and until when, and the newest event of each
/// says how they were called. Nothing is kept, so nothing can be out of date.
/// </summary>
internal sealed class ActorSearch(SearchClient client, string target)
{
    private const int Batch = 500;

    // As many buckets as a cluster gives without being asked to change a setting, less some room.
    private const int MostCandidates = 10_000;

    public async ValueTask<ImmutableArray<AuditActorProfile>> FindAsync(AuditActorQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> words = query.Words;
        List<AuditActorProfile> found = [];
        foreach (string[] ids in (await CandidatesAsync(query, words, cancellationToken).ConfigureAwait(false)).Chunk(Batch))
        {
            found.AddRange((await ProfilesAsync(query.Access, ids, cancellationToken).ConfigureAwait(false)).Where(profile => profile.Matches(words)));
        }

        found.Sort(AuditActorProfile.Compare);
        return [.. found.Take(query.Limit)];
    }

    /// <summary>Whoever may be meant: who acted in an event that holds the words.</summary>
    private async ValueTask<List<string>> CandidatesAsync(AuditActorQuery query, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var events = new AuditQuery
        {
            Access = query.Access,
            Actors = query.Ids,
            Text = words.Count == 0 ? null : string.Join(' ', words.Select(static word => word + "*")),
        };
        JsonNode answer = await AskAsync(events, words.Count == 0 ? query.Limit : MostCandidates, withNewest: false, cancellationToken).ConfigureAwait(false);
        return [.. Buckets(answer).Select(static bucket => (string)bucket["key"]!)];
    }

    private async ValueTask<List<AuditActorProfile>> ProfilesAsync(AuditAccess access, string[] ids, CancellationToken cancellationToken)
    {
        JsonNode answer = await AskAsync(new AuditQuery { Access = access, Actors = [.. ids] }, ids.Length, withNewest: true, cancellationToken).ConfigureAwait(false);
        Dictionary<string, AuditActor> newest = new(StringComparer.Ordinal);
        foreach (SearchHit hit in SearchHit.Of(answer))
        {
            if (hit.ToRecord()?.Event.Actor is { } actor)
            {
                newest[AuditSearchText.Dimension(actor.Id)] = actor;
            }
        }

        List<AuditActorProfile> profiles = [];
        foreach (JsonNode bucket in Buckets(answer))
        {
            string id = (string)bucket["key"]!;
            if (newest.TryGetValue(id, out AuditActor? actor))
            {
                profiles.Add(new AuditActorProfile(id, actor.Kind, Time(bucket["first"]), Time(bucket["last"])) { Name = actor.Name, Email = actor.Email });
            }
        }

        return profiles;
    }

    private ValueTask<JsonNode> AskAsync(AuditQuery events, int actors, bool withNewest, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["size"] = withNewest ? actors : 0,
            ["query"] = QueryTranslator.Translate(events),
            ["track_total_hits"] = false,
            ["aggs"] = new JsonObject
            {
                ["actors"] = new JsonObject
                {
                    ["terms"] = new JsonObject
                    {
                        ["field"] = QueryTranslator.Field(AuditDimension.Actor),
                        ["size"] = actors,
                        ["shard_size"] = MostCandidates,
                        ["order"] = new JsonArray(new JsonObject { ["last"] = "desc" }, new JsonObject { ["_key"] = "asc" }),
                    },
                    ["aggs"] = new JsonObject { ["first"] = Edge("min"), ["last"] = Edge("max") },
                },
            },
        };
        if (withNewest)
        {
            // One hit for each actor: the first in the order, which is the newest.
            body["collapse"] = new JsonObject { ["field"] = QueryTranslator.Field(AuditDimension.Actor) };
            body["sort"] = SearchHit.Sort(AuditOrder.NewestFirst);
            body["_source"] = SearchHit.SourceFields;
        }

        return client.SearchAsync(target, body, isLong: true, cancellationToken);
    }

    private static IEnumerable<JsonNode> Buckets(JsonNode answer) => (answer["aggregations"]?["actors"]?["buckets"]?.AsArray() ?? []).OfType<JsonNode>();

    private static JsonObject Edge(string kind) => new() { [kind] = new JsonObject { ["field"] = "@timestamp" } };

    private static DateTimeOffset Time(JsonNode? edge) => DateTimeOffset.FromUnixTimeMilliseconds((long)(double)edge!["value"]!);
}
