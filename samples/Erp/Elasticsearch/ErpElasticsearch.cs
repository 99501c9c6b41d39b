using AuditGen.Elasticsearch;
using AuditGen.Elasticsearch.Bootstrapping;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Transport;
using Erp.Composition;

namespace Erp.Elasticsearch;

/// <summary>
/// Ships the day to a cluster beside the embedded store, and makes the cluster ready first. One credential does all of it
/// here; a system in use has three (docs/elasticsearch.md).
/// </summary>
internal static class ErpElasticsearch
{
    public const string Exporter = "elasticsearch";

    private const string Space = "erp";
    private const string ApiKeyVariable = "AUDITGEN_ELASTICSEARCH_API_KEY";
    private const string UserVariable = "AUDITGEN_ELASTICSEARCH_USER";
    private const string PasswordVariable = "AUDITGEN_ELASTICSEARCH_PASSWORD";

    /// <summary>Puts the cluster behind the journal.</summary>
    /// <param name="audit">The builder; the journal comes first.</param>
    /// <param name="url">The cluster's address. The credential is taken from the environment, where no other user reads it.</param>
    public static AuditGenBuilder ShipTo(this AuditGenBuilder audit, Uri url)
    {
        var client = new ElasticsearchOptions { Nodes = [url], Credentials = Credentials() };
        return audit
            .BootstrapElasticsearchAtStart(client, new BootstrapOptions
            {
                Contexts = [.. RetentionSchedule.Years.Keys, AuditContexts.Reserved],
                Namespace = Space,

                // A cluster on one's own machine has one node: copies of shards would have nowhere to go.
                Replicas = 0,
            })
            .ExportToElasticsearch(client, new ElasticsearchExporterOptions { Name = Exporter, Namespace = Space })
            .ReadFromElasticsearch(client, new ElasticsearchStoreOptions { Namespace = Space }, Exporter);
    }

    private static ElasticsearchCredentials? Credentials() =>
        Environment.GetEnvironmentVariable(ApiKeyVariable) is { Length: > 0 } key ? ElasticsearchCredentials.ApiKey(key)
        : Environment.GetEnvironmentVariable(UserVariable) is { Length: > 0 } user ? ElasticsearchCredentials.Basic(user, Environment.GetEnvironmentVariable(PasswordVariable) ?? "")
        : null;
}
