using System.Text;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>What a client shows to be let in. Prints as its kind only, never as its content.</summary>
public sealed class ElasticsearchCredentials
{
    private readonly string _kind;

    private ElasticsearchCredentials(string kind, string header)
    {
        _kind = kind;
        Header = header;
    }

    /// <summary>The value of the <c>Authorization</c> header.</summary>
    internal string Header { get; }

    /// <summary>An API key in its encoded form: base64 of <c>id:key</c>, as the server hands it out under <c>encoded</c>.</summary>
    /// <exception cref="ArgumentException">It is not base64.</exception>
    public static ElasticsearchCredentials ApiKey(string encoded)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(encoded);
        if (!Convert.TryFromBase64String(encoded, new byte[encoded.Length], out _))
        {
            throw new ArgumentException("The API key is not base64. Pass the value that the server returned as 'encoded', or use ApiKey(id, key).", nameof(encoded));
        }

        return new ElasticsearchCredentials("API key", "ApiKey " + encoded);
    }

    /// <summary>An API key by its id and its secret part.</summary>
    public static ElasticsearchCredentials ApiKey(string id, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new ElasticsearchCredentials("API key", "ApiKey " + Convert.ToBase64String(Encoding.UTF8.GetBytes(id + ":" + key)));
    }

    /// <summary>A user name and password.</summary>
    public static ElasticsearchCredentials Basic(string userName, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userName);
        ArgumentNullException.ThrowIfNull(password);
        return new ElasticsearchCredentials("user name and password", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(userName + ":" + password)));
    }

    /// <summary>A bearer token (service account, OAuth).</summary>
    public static ElasticsearchCredentials Bearer(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return new ElasticsearchCredentials("bearer token", "Bearer " + token);
    }

    /// <summary>The kind of credential, without its content.</summary>
    public override string ToString() => _kind;
}
