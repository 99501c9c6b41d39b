using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Reading;

/// <summary>
/// Reads every document that matches, page by page, from one fixed view of the data. When the view is lost on the way, a new
/// one is taken at the same place.
/// </summary>
internal static class ViewScan
{
    private const int Page = 1000;

    /// <summary>The hits, as the cluster gives them.</summary>
    /// <param name="client">The way to the cluster.</param>
    /// <param name="target">Data streams.</param>
    /// <param name="query">Which documents.</param>
    /// <param name="sort">Their order, by fields that tell documents apart; the server adds a tie-breaker.</param>
    /// <param name="source">Which parts of a document; false for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<JsonNode> ReadAsync(
        SearchClient client, string target, JsonObject query, JsonArray sort, JsonNode source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? view = await client.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        try
        {
            JsonArray? after = null;
            while (view is not null)
            {
                JsonNode? answer = await PageAsync(client, query, sort, source, view, after, cancellationToken).ConfigureAwait(false);
                if (answer is null)
                {
                    view = await client.OpenAsync(target, cancellationToken).ConfigureAwait(false);

                    // The tie-breaker belonged to the lost view; the fields alone find the place again.
                    after = after is null ? null : new JsonArray([.. after.Take(sort.Count).Select(static value => value?.DeepClone())]);
                    continue;
                }

                view = (string?)answer["pit_id"] ?? view;
                int hits = 0;
                foreach (JsonNode? hit in answer["hits"]?["hits"]?.AsArray() ?? [])
                {
                    hits++;
                    after = hit!["sort"]!.AsArray();
                    yield return hit;
                }

                if (hits < Page)
                {
                    yield break;
                }
            }
        }
        finally
        {
            if (view is not null)
            {
                await client.CloseAsync(view).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<JsonNode?> PageAsync(
        SearchClient client, JsonObject query, JsonArray sort, JsonNode source, string view, JsonArray? after, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["size"] = Page,
            ["query"] = query.DeepClone(),
            ["sort"] = sort.DeepClone(),
            ["_source"] = source.DeepClone(),
            ["track_total_hits"] = false,
        };
        if (after is not null)
        {
            body["search_after"] = after.DeepClone();
        }

        try
        {
            return await client.SearchAsync(body, view, cancellationToken).ConfigureAwait(false);
        }
        catch (ElasticsearchStoreException lost) when (lost.Status == 404)
        {
            return null;
        }
    }
}
