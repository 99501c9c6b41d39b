using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Kibana;

/// <summary>Brings the data views, saved searches and dashboards of AuditGen into a Kibana.</summary>
/// <param name="client">Sends the request; its certificates and time limits are the caller's business.</param>
public sealed class KibanaImport(HttpClient client)
{
    private const string Resource = "AuditGen.Elasticsearch.auditgen.ndjson";

    /// <summary>The saved objects, one a line, as Kibana's own export writes them.</summary>
    public static byte[] SavedObjects()
    {
        using Stream stream = typeof(KibanaImport).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks the resource {Resource}.");
        byte[] objects = new byte[stream.Length];
        stream.ReadExactly(objects);
        return objects;
    }

    /// <summary>Imports, replacing what an earlier import left.</summary>
    /// <param name="kibana">The address of Kibana.</param>
    /// <param name="credentials">Who imports; <see langword="null"/> for a Kibana without security.</param>
    /// <param name="space">The space; <see langword="null"/> for the default one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many objects were imported, and what Kibana says was not.</returns>
    /// <exception cref="HttpRequestException">Kibana could not be reached, or refused.</exception>
    public async Task<KibanaImportReport> RunAsync(Uri kibana, ElasticsearchCredentials? credentials, string? space = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kibana);
        string path = space is null ? string.Empty : "/s/" + Uri.EscapeDataString(space);
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(SavedObjects());
        file.Headers.ContentType = new("application/ndjson");
        form.Add(file, "file", "auditgen.ndjson");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(kibana.AbsoluteUri.TrimEnd('/') + path + "/api/saved_objects/_import?overwrite=true"));
        request.Content = form;
        request.Headers.TryAddWithoutValidation("kbn-xsrf", "auditgen");
        if (credentials is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", credentials.Header);
        }

        using HttpResponseMessage answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"Kibana refused the import: HTTP {(int)answer.StatusCode} {Message(body)}", null, answer.StatusCode);
        }

        // The status alone says little: what was not imported is in the body.
        return Read(body);
    }

    private static KibanaImportReport Read(byte[] body)
    {
        JsonNode? result = Parse(body);
        if (result?["success"] is null)
        {
            throw new HttpRequestException("The answer is not one of Kibana. Is the address that of Kibana, and not of Elasticsearch?");
        }

        string[] errors = [.. (result["errors"]?.AsArray() ?? []).Select(static error => $"{(string?)error?["type"]} {(string?)error?["id"]}: {(string?)error?["error"]?["type"]}")];
        return new KibanaImportReport((int?)result["successCount"] ?? 0, [.. errors], (bool)result["success"]! && errors.Length == 0);
    }

    private static string Message(byte[] body) => (string?)Parse(body)?["message"] ?? string.Empty;

    private static JsonNode? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
