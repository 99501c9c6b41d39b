namespace AuditGen.Elasticsearch.Transport;

/// <summary>What a request's body is.</summary>
public enum ElasticsearchBodyKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>One JSON value.</summary>
    Json,

    /// <summary>JSON values, each ended by a line feed, as bulk requests take them.</summary>
    NdJson,
}
