using System.Collections.Immutable;
using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Elasticsearch.Anchoring;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Elasticsearch.Verification;
using AuditGen.Ledger;

namespace AuditGen.Cli.Verbs;

/// <summary>The options of a verification over Elasticsearch.</summary>
internal sealed class VerifiedCluster(CliHost host)
{
    private readonly Option<string?> _log = new("--log") { Description = "Elasticsearch: the log, where the namespace holds several" };
    private readonly Option<string[]> _contexts = new("--context") { Description = "Elasticsearch: only the contexts that the credential may read; give it once for each", DefaultValueFactory = static _ => [] };
    private readonly Option<string> _namespace = new("--namespace") { Description = "Elasticsearch: the end of the data streams' names", DefaultValueFactory = static _ => "default" };
    private readonly Option<string?> _fingerprint = new("--fingerprint") { Description = "Elasticsearch: SHA-256 of the certificate of the cluster's authority, in hexadecimal" };

    public void AddTo(Command command)
    {
        command.Add(_log);
        command.Add(_contexts);
        command.Add(_namespace);
        command.Add(_fingerprint);
    }

    /// <summary>Whether a store is named by an address.</summary>
    public static bool IsAddress(string? store) => store is not null
        && (store.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || store.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    /// <summary>What tells this trail from others that a verifier remembers.</summary>
    public string Identity(ParseResult arguments, string store) => $"{store.TrimEnd('/')} {arguments.GetValue(_namespace)} {arguments.GetValue(_log)}";

    /// <summary>Reads the cluster's ledger, and looks at its events.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="store">The address.</param>
    /// <param name="quarantined">Indexes of events that the exporter's quarantine holds.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LedgerException">The cluster does not answer, or holds no ledger: says what to do.</exception>
    public async Task<OpenedCluster> OpenAsync(ParseResult arguments, string store, ImmutableArray<long> quarantined, CancellationToken cancellationToken)
    {
        var client = new ElasticsearchOptions
        {
            Nodes = [Uri.TryCreate(store, UriKind.Absolute, out Uri? address) ? address : throw new UsageException("The address given with --store cannot be read. Write it as https://HOST:9200.")],
            CertificateFingerprint = arguments.GetValue(_fingerprint),
            Credentials = ElasticsearchConnection.Credentials(host),
        };
        string faults = string.Join(' ', client.Validate());
        if (faults.Length > 0)
        {
            throw new UsageException(faults);
        }

        var options = new ElasticsearchTrailOptions
        {
            Namespace = arguments.GetRequiredValue(_namespace),
            Log = arguments.GetValue(_log),
            Contexts = [.. arguments.GetRequiredValue(_contexts)],
            Quarantined = quarantined,
        };
#pragma warning disable CA2000 // goes with the opened cluster
        var transport = new HttpElasticsearchTransport(client, host.Time);
#pragma warning restore CA2000
        ElasticsearchLedger? ledger = null;
        try
        {
            ledger = await ElasticsearchLedger.OpenAsync(transport, options, host.Time, cancellationToken).ConfigureAwait(false);
            ElasticsearchEvents events = await ElasticsearchEvents.OpenAsync(transport, ledger, options, host.Time, cancellationToken).ConfigureAwait(false);
            return new OpenedCluster(transport, ledger, events, new ElasticsearchLedgerAnchor(transport, options.Namespace, host.Time));
        }
        catch
        {
            if (ledger is not null)
            {
                await ledger.DisposeAsync().ConfigureAwait(false);
            }

            transport.Dispose();
            throw;
        }
    }
}
