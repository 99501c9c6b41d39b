using System.Buffers;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>A complete answer, its body decompressed.</summary>
public sealed class ElasticsearchResponse : IDisposable
{
    private readonly ReadOnlyMemory<byte> _body;
    private byte[]? _pooled;

    /// <summary>Creates an answer.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="mediaType">The media type of the body without its parameters, or <see langword="null"/>.</param>
    /// <param name="body">The body, which stays unchanged.</param>
    public ElasticsearchResponse(int status, string? mediaType, ReadOnlyMemory<byte> body)
    {
        Status = status;
        MediaType = mediaType;
        _body = body;
    }

    /// <summary>Creates an answer over a buffer rented from <see cref="ArrayPool{T}.Shared"/>, which it returns when disposed.</summary>
    internal ElasticsearchResponse(int status, string? mediaType, byte[] rented, int length)
        : this(status, mediaType, rented.AsMemory(0, length))
    {
        _pooled = rented;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The media type of the body without its parameters, or <see langword="null"/> where there is no body.</summary>
    public string? MediaType { get; }

    /// <summary>How long the server, or a proxy before it, asks to wait; <see langword="null"/> where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The body; valid until the answer is disposed of.</summary>
    public ReadOnlyMemory<byte> Body => _body;

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether the body is JSON, as every answer of Elasticsearch with a body is; a proxy's error page is not.</summary>
    public bool IsJson => MediaType is not null
        && (MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || MediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public void Dispose()
    {
        byte[]? buffer = Interlocked.Exchange(ref _pooled, null);
        if (buffer is { Length: > 0 })
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
