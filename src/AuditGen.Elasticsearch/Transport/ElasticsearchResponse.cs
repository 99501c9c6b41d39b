using System.Buffers;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>A complete answer, its body decompressed, in a pooled buffer.</summary>
public sealed class ElasticsearchResponse : IDisposable
{
    private readonly int _length;
    private byte[]? _pooled;

    /// <summary>Creates an answer over a buffer rented from <see cref="ArrayPool{T}.Shared"/>, which it returns when disposed.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="mediaType">The media type of the body without its parameters, or <see langword="null"/>.</param>
    /// <param name="rented">The buffer.</param>
    /// <param name="length">Bytes used of it.</param>
    public ElasticsearchResponse(int status, string? mediaType, byte[] rented, int length)
    {
        Status = status;
        MediaType = mediaType;
        _pooled = rented;
        _length = length;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The media type of the body without its parameters, or <see langword="null"/> where there is no body.</summary>
    public string? MediaType { get; }

    /// <summary>How long the server, or a proxy before it, asks to wait; <see langword="null"/> where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The body; valid until the answer is disposed of.</summary>
    public ReadOnlyMemory<byte> Body => _pooled.AsMemory(0, _pooled is null ? 0 : _length);

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
