using System.Text.Json.Nodes;
using AuditGen.Diagnosing;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Elasticsearch.Diagnosing;

/// <summary>The cluster that is looked at, and what was found so far.</summary>
internal sealed class Patient(IElasticsearchTransport transport, ClusterDoctorOptions options, TimeProvider time)
{
    private readonly SearchClient _client = new(transport, new ElasticsearchStoreOptions { Namespace = options.Namespace }, time);

    public IElasticsearchTransport Transport => transport;

    public ClusterDoctorOptions Options => options;

    public TimeProvider Time => time;

    public List<AuditFinding> Findings { get; } = [];

    public void Add(AuditFindingSeverity severity, string subject, string message, string? whatToDo = null) => Findings.Add(new AuditFinding(severity, subject, message, whatToDo));

    /// <summary>Asks; nothing where there is nothing of that name.</summary>
    public async ValueTask<JsonNode?> GetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.SendAsync(HttpMethod.Get, path, body: null, cancellationToken).ConfigureAwait(false);
        }
        catch (ElasticsearchStoreException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Searches.</summary>
    public ValueTask<JsonNode> SearchAsync(string target, JsonObject body, CancellationToken cancellationToken) => _client.SearchAsync(target, body, isLong: false, cancellationToken);
}
