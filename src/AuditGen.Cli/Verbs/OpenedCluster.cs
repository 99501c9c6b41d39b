using AuditGen.Elasticsearch.Transport;
using AuditGen.Elasticsearch.Verification;
using AuditGen.Ledger;

namespace AuditGen.Cli.Verbs;

/// <summary>A cluster whose trail is being verified.</summary>
/// <param name="Transport">The way to it.</param>
/// <param name="Ledger">The ledger it holds.</param>
/// <param name="Events">The events it holds.</param>
/// <param name="Checkpoints">The same checkpoints, as what others left.</param>
internal sealed record OpenedCluster(HttpElasticsearchTransport Transport, ElasticsearchLedger Ledger, ElasticsearchEvents Events, ILedgerAnchor Checkpoints) : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Events.Dispose();
        await Ledger.DisposeAsync().ConfigureAwait(false);
        Transport.Dispose();
    }
}
