using System.CommandLine;
using System.Net.Security;
using AuditGen.Cli.Asking;
using AuditGen.Elasticsearch.Transport;

namespace AuditGen.Cli.Verbs;

/// <summary>
/// The options of verbs that talk to Elasticsearch or Kibana. Credentials come from the environment: what is on the
/// command line every user of the machine can read.
/// </summary>
internal sealed class ElasticsearchConnection(CliHost host)
{
    public const string ApiKeyVariable = "AUDITGEN_ELASTICSEARCH_API_KEY";
    public const string UserVariable = "AUDITGEN_ELASTICSEARCH_USER";
    public const string PasswordVariable = "AUDITGEN_ELASTICSEARCH_PASSWORD";

    private readonly Option<string[]> _url = new("--url")
    {
        Description = $"address, such as https://es-1:9200; give it once for each node. Credentials: {ApiKeyVariable}, or {UserVariable} and {PasswordVariable}",
        Required = true,
    };

    private readonly Option<string?> _fingerprint = new("--fingerprint") { Description = "SHA-256 of the certificate of the cluster's authority, in hexadecimal" };

    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_fingerprint);
    }

    /// <summary>The address, the first where there are several.</summary>
    public Uri Address(ParseResult arguments) => Address(arguments.GetRequiredValue(_url)[0]);

    /// <summary>What the client is told.</summary>
    public ElasticsearchOptions Options(ParseResult arguments) => new()
    {
        Nodes = [.. arguments.GetRequiredValue(_url).Select(Address)],
        CertificateFingerprint = arguments.GetValue(_fingerprint),
        Credentials = Credentials(host),
    };

    /// <summary>The credential of the environment, if there is one. It is never printed.</summary>
    /// <exception cref="UsageException">The API key is not one.</exception>
    public static ElasticsearchCredentials? Credentials(CliHost host)
    {
        if (host.Variable(ApiKeyVariable) is { Length: > 0 } key)
        {
            try
            {
                return ElasticsearchCredentials.ApiKey(key);
            }
            catch (ArgumentException)
            {
                throw new UsageException($"{ApiKeyVariable} is not an API key: it is the value that the server returned as 'encoded', or id:key in base64.");
            }
        }

        return host.Variable(UserVariable) is { Length: > 0 } user
            ? ElasticsearchCredentials.Basic(user, host.Variable(PasswordVariable) ?? string.Empty)
            : null;
    }

    /// <summary>Reads an address, which may hold a password and is therefore not repeated.</summary>
    public static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https")
        ? address
        : throw new UsageException("An address cannot be read. Write it as https://HOST:PORT.");

    /// <summary>A plain client for Kibana, with the same trust.</summary>
    public HttpClient HttpClient(ParseResult arguments)
    {
#pragma warning disable CA2000 // the client disposes of its handler
        var handler = new SocketsHttpHandler();
#pragma warning restore CA2000
        if (arguments.GetValue(_fingerprint) is { } fingerprint)
        {
            handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = ElasticsearchTrust.Pinned(fingerprint) };
        }

        return new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(2) };
    }
}
