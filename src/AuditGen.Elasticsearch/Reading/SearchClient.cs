using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Reading;

/// <summary>Asks the cluster, at once or asynchronously, and checks that answers are whole.</summary>
internal sealed class SearchClient(IElasticsearchTransport transport, ElasticsearchStoreOptions options, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    /// <summary>Searches, and waits for the whole answer.</summary>
    /// <param name="target">Data streams.</param>
    /// <param name="body">The search.</param>
    /// <param name="isLong">Whether it may take long: it is asked asynchronously then.</param>
    /// <param name="cancellationToken">Ends the search, on the cluster too where it is asynchronous.</param>
    public async ValueTask<JsonNode> SearchAsync(string target, JsonObject body, bool isLong, CancellationToken cancellationToken)
    {
        // A stream that nobody has written yet is no error.
        const string lenient = "ignore_unavailable=true&allow_no_indices=true";
        if (!isLong)
        {
            return Whole(await SendAsync(HttpMethod.Post, $"/{target}/_search?{lenient}", body, cancellationToken).ConfigureAwait(false));
        }

        JsonNode answer = await SendAsync(HttpMethod.Post, $"/{target}/_async_search?{lenient}&wait_for_completion_timeout={Seconds(FirstWait)}&keep_alive={Seconds(options.SearchTimeout)}", body, cancellationToken).ConfigureAwait(false);
        if ((string?)answer["id"] is not { } id)
        {
            return Whole(answer["response"]);
        }

        try
        {
            return Whole(await PollAsync(id, answer, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            await DiscardAsync("/_async_search/" + Uri.EscapeDataString(id), body: null).ConfigureAwait(false);
        }
    }

    /// <summary>Fixes a view of the data.</summary>
    /// <returns>Its id; <see langword="null"/> where there is no data at all.</returns>
    public async ValueTask<string?> OpenAsync(string target, CancellationToken cancellationToken)
    {
        try
        {
            JsonNode answer = await SendAsync(HttpMethod.Post, $"/{target}/_pit?keep_alive={Seconds(options.ExportKeepAlive)}&ignore_unavailable=true", body: null, cancellationToken).ConfigureAwait(false);
            return (string?)answer["id"];
        }
        catch (ElasticsearchStoreException nothing) when (nothing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Searches within a view.</summary>
    public async ValueTask<JsonNode> SearchAsync(JsonObject body, string view, CancellationToken cancellationToken)
    {
        body["pit"] = new JsonObject { ["id"] = view, ["keep_alive"] = Seconds(options.ExportKeepAlive) };
        return Whole(await SendAsync(HttpMethod.Post, "/_search", body, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Lets go of a view.</summary>
    public ValueTask CloseAsync(string view) => DiscardAsync("/_pit", new JsonObject { ["id"] = view });

    /// <summary>Asks anything.</summary>
    /// <exception cref="ElasticsearchStoreException">The cluster refused, or its answer is not whole.</exception>
    public async ValueTask<JsonNode> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        var request = new ElasticsearchRequest(method, path)
        {
            Body = body is null ? default : Encoding.UTF8.GetBytes(body.ToJsonString()),
            BodyKind = body is null ? ElasticsearchBodyKind.None : ElasticsearchBodyKind.Json,
            IsRepeatable = true,
            Timeout = options.SearchTimeout,
        };
        using ElasticsearchResponse response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        int query = path.IndexOf('?', StringComparison.Ordinal);
        string where = query < 0 ? path : path[..query];
        if (!response.IsSuccess)
        {
            throw new ElasticsearchStoreException($"{method} {where}: HTTP {response.Status} {ElasticsearchError.Read(response.Body.Span).Type}", response.Status);
        }

        try
        {
            return (response.IsJson ? JsonNode.Parse(response.Body.Span) : null) ?? throw new ElasticsearchStoreException($"{method} {where}: the answer is not JSON.");
        }
        catch (JsonException)
        {
            throw new ElasticsearchStoreException($"{method} {where}: the answer is not whole.");
        }
    }

    private async ValueTask<ElasticsearchResponse> SendAsync(ElasticsearchRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ElasticsearchTransportException unanswered)
        {
            throw new ElasticsearchStoreException(unanswered.Message, innerException: unanswered);
        }
    }

    private async ValueTask<JsonNode?> PollAsync(string id, JsonNode answer, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while ((bool?)answer["is_running"] == true)
        {
            if (time.GetElapsedTime(start) > options.SearchTimeout)
            {
                throw new ElasticsearchStoreException($"The search was not finished within {options.SearchTimeout.TotalSeconds:0} s. Narrow it in time or context.");
            }

            answer = await SendAsync(HttpMethod.Get, $"/_async_search/{Uri.EscapeDataString(id)}?wait_for_completion_timeout={Seconds(FirstWait)}", body: null, cancellationToken).ConfigureAwait(false);
        }

        return answer["response"];
    }

    /// <summary>Frees what the cluster holds for us. It frees it by itself later, so a failure here is none.</summary>
    private async ValueTask DiscardAsync(string path, JsonObject? body)
    {
        try
        {
            await SendAsync(HttpMethod.Delete, path, body, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ElasticsearchStoreException or ElasticsearchTransportException)
        {
            // Its time limit frees it.
        }
    }

    /// <summary>An answer that lacks shards or time would pass for complete: it is refused.</summary>
    private static JsonNode Whole(JsonNode? answer)
    {
        if (answer is null || (bool?)answer["timed_out"] == true || (int?)answer["_shards"]?["failed"] > 0)
        {
            throw new ElasticsearchStoreException("The cluster searched only a part of the events. Try again; if it stays so, look at the health of the cluster.");
        }

        return answer;
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (long)time.TotalSeconds)}s");
}
