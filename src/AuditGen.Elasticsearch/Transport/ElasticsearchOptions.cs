using System.Collections.Immutable;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>Where the cluster is and how to talk to it.</summary>
public sealed record ElasticsearchOptions
{
    /// <summary>Base addresses of the nodes, or of a load balancer before them. At least one.</summary>
    public ImmutableArray<Uri> Nodes { get; init; } = [];

    /// <summary>What the client shows to be let in; <see langword="null"/> for a cluster without security.</summary>
    public ElasticsearchCredentials? Credentials { get; init; }

    /// <summary>
    /// SHA-256 of the certificate of the authority that signed the cluster's certificates, in hexadecimal with or without
    /// colons, as Elasticsearch prints it at its first start; <see langword="null"/> to trust what the machine trusts.
    /// </summary>
    public string? CertificateFingerprint { get; init; }

    /// <summary>
    /// The major version of the REST interface spoken, 8 or 9. Servers 8.x and 9.x both understand 8, which is why it is
    /// the default.
    /// </summary>
    public int CompatibleWith { get; init; } = 8;

    /// <summary>How long to wait for the whole answer of a request that does not say otherwise. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for a connection. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection is used before it is replaced, so that changes in DNS are seen. Default 5 min.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a failed node is left alone at first; doubles with each further failure. Default 1 s.</summary>
    public TimeSpan NodeRevival { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time that a failed node is left alone. Default 60 s.</summary>
    public TimeSpan MaxNodeRevival { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest answer read, in bytes after decompression. Default 128 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Whether answers may be compressed. Default true.</summary>
    public bool AcceptCompressed { get; init; } = true;

    /// <summary>Whether requests of a kilobyte and more are compressed, bulk requests apart, which the exporter compresses. Default true.</summary>
    public bool CompressRequests { get; init; } = true;

    /// <summary>Every fault of these options, each with what to write instead; empty when they are fit for use.</summary>
    public IEnumerable<string> Validate()
    {
        if (Nodes.IsDefaultOrEmpty)
        {
            yield return "Elasticsearch: no node is given. Set Nodes to at least one address, such as https://es-1:9200.";
        }
        else
        {
            foreach (Uri node in Nodes)
            {
                foreach (string fault in ValidateNode(node))
                {
                    yield return fault;
                }
            }
        }

        if (CompatibleWith is not (8 or 9))
        {
            yield return "Elasticsearch: CompatibleWith is 8 or 9.";
        }

        if (CertificateFingerprint is not null && CertificatePin.Parse(CertificateFingerprint) is null)
        {
            yield return "Elasticsearch: CertificateFingerprint is a SHA-256 in hexadecimal: 64 digits, with or without colons.";
        }

        if (RequestTimeout <= TimeSpan.Zero || ConnectTimeout <= TimeSpan.Zero || ConnectionLifetime <= TimeSpan.Zero)
        {
            yield return "Elasticsearch: RequestTimeout, ConnectTimeout and ConnectionLifetime are longer than zero.";
        }

        if (NodeRevival <= TimeSpan.Zero || MaxNodeRevival < NodeRevival)
        {
            yield return "Elasticsearch: NodeRevival is longer than zero and not longer than MaxNodeRevival.";
        }

        if (MaxResponseBytes < 64 * 1024)
        {
            yield return "Elasticsearch: MaxResponseBytes is at least 65536.";
        }
    }

    private static IEnumerable<string> ValidateNode(Uri node)
    {
        if (!node.IsAbsoluteUri || node.Scheme is not ("http" or "https"))
        {
            yield return "Elasticsearch: a node's address is not an absolute http or https address.";
            yield break;
        }

        if (node.UserInfo.Length > 0)
        {
            yield return $"Elasticsearch: the address of {node.Host} carries a user name or password. Addresses are logged: set Credentials instead.";
        }

        if (node.Query.Length > 0 || node.Fragment.Length > 0)
        {
            yield return $"Elasticsearch: the address of {node.Host} has a query or fragment; give only scheme, host, port and path.";
        }
    }
}
