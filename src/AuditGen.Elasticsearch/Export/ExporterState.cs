namespace AuditGen.Elasticsearch.Export;

/// <summary>How an exporter fares.</summary>
public enum ExporterState
{
    /// <summary>The store takes events, or there were none to send.</summary>
    Running,

    /// <summary>The store cannot be reached or is busy; events wait in the journal and are tried again.</summary>
    Retrying,

    /// <summary>The store refuses: credential, missing data stream, wrong address. Somebody has to act.</summary>
    Paused,
}
