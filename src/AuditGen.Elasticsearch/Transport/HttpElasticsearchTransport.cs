using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>
/// The REST interface over pooled HTTP connections: nodes in turn, failed ones left alone for a while, a time limit for
/// every call. Asks nothing of the cluster by itself, so a key that may only create documents is enough to write.
/// </summary>
/// <remarks>Thread-safe. Messages name the node and the path, never a credential, a body or a header.</remarks>
public sealed class HttpElasticsearchTransport : IElasticsearchTransport, IDisposable
{
    private const int CompressFrom = 1024;

    private readonly ElasticsearchOptions _options;
    private readonly TimeProvider _time;
    private readonly NodePool _nodes;
    private readonly HttpMessageInvoker _invoker;
    private readonly MediaTypeHeaderValue _json;
    private readonly MediaTypeHeaderValue _ndjson;
    private readonly string _accept;

    /// <summary>Creates a client; connects with the first request.</summary>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="time">The clock of timeouts and revivals.</param>
    /// <exception cref="ArgumentException">The options are not fit for use; the message says what to write instead.</exception>
    public HttpElasticsearchTransport(ElasticsearchOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        string faults = string.Join(' ', options.Validate());
        if (faults.Length > 0)
        {
            throw new ArgumentException(faults, nameof(options));
        }

        _options = options;
        _time = time ?? TimeProvider.System;
        _nodes = new NodePool(options.Nodes, options.NodeRevival, options.MaxNodeRevival, _time);
        string version = options.CompatibleWith.ToString(CultureInfo.InvariantCulture);
        _accept = $"application/vnd.elasticsearch+json;compatible-with={version}";
        _json = MediaTypeHeaderValue.Parse(_accept);
        _ndjson = MediaTypeHeaderValue.Parse($"application/vnd.elasticsearch+x-ndjson;compatible-with={version}");
        #pragma warning disable CA2000 // the invoker disposes of its handler
        _invoker = new HttpMessageInvoker(CreateHandler(options), disposeHandler: true);
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public async ValueTask<ElasticsearchResponse> SendAsync(ElasticsearchRequest request, CancellationToken cancellationToken)
    {
        // Bulk bodies come compressed from who builds them, or are not to be.
        if (_options.CompressRequests && request.BodyKind == ElasticsearchBodyKind.Json && !request.IsGzip && request.Body.Length >= CompressFrom)
        {
            using var compressed = new PooledBytes(request.Body.Length / 2);
            Gzip.Compress(request.Body.Span, compressed);
            return await SendToNodesAsync(request with { Body = compressed.WrittenMemory, IsGzip = true }, cancellationToken).ConfigureAwait(false);
        }

        return await SendToNodesAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    private static SocketsHttpHandler CreateHandler(ElasticsearchOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = options.AcceptCompressed ? DecompressionMethods.GZip : DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = options.ConnectionLifetime,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        };
        if (options.CertificateFingerprint is { } fingerprint)
        {
            CertificatePin pin = CertificatePin.Parse(fingerprint)!;
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => pin.Accepts(certificate, chain, errors),
            };
        }

        return handler;
    }

    private async ValueTask<ElasticsearchResponse> SendToNodesAsync(ElasticsearchRequest request, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            NodePool.Node node = _nodes.Take();
            try
            {
                ElasticsearchResponse response = await SendToAsync(node, request, cancellationToken).ConfigureAwait(false);

                // A node that answers 503 is there, but not fit: the next request had better go elsewhere.
                if (response.Status == (int)HttpStatusCode.ServiceUnavailable)
                {
                    _nodes.Failed(node);
                }
                else
                {
                    _nodes.Succeeded(node);
                }

                return response;
            }
            catch (ElasticsearchTransportException failure)
            {
                _nodes.Failed(node);
                if (attempt >= _nodes.Count || (failure.OutcomeUnknown && !request.IsRepeatable))
                {
                    throw;
                }
            }
        }
    }

    private async ValueTask<ElasticsearchResponse> SendToAsync(NodePool.Node node, ElasticsearchRequest request, CancellationToken cancellationToken)
    {
        TimeSpan limit = request.Timeout ?? _options.RequestTimeout;
        using var timeout = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using HttpRequestMessage message = CreateMessage(node, request);
        try
        {
            return await ExchangeAsync(message, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(node, request, $"no answer within {limit.TotalSeconds:0.###} s", outcomeUnknown: true, cause);
        }
        catch (HttpRequestException cause)
        {
            bool connected = cause.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);
            throw Failure(node, request, connected ? "the connection broke" : "no connection could be made", connected, cause);
        }
        catch (IOException cause)
        {
            throw Failure(node, request, "the answer broke off", outcomeUnknown: true, cause);
        }
        catch (InvalidDataException cause)
        {
            throw Failure(node, request, "the compressed answer is damaged", outcomeUnknown: true, cause);
        }
    }

    private async ValueTask<ElasticsearchResponse> ExchangeAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await _invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
            return await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (message.Content is TrackedContent content)
            {
                await content.ReleasedAsync().ConfigureAwait(false);
            }
        }
    }

    private HttpRequestMessage CreateMessage(NodePool.Node node, in ElasticsearchRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(node.Address + request.Path))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.TryAddWithoutValidation("Accept", _accept);
        if (_options.Credentials is { } credentials)
        {
            message.Headers.TryAddWithoutValidation("Authorization", credentials.Header);
        }

        if (request.BodyKind != ElasticsearchBodyKind.None)
        {
            message.Content = new TrackedContent(request.Body);
            message.Content.Headers.ContentType = request.BodyKind == ElasticsearchBodyKind.NdJson ? _ndjson : _json;
            if (request.IsGzip)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
            }
        }

        return message;
    }

    private async ValueTask<ElasticsearchResponse> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        int expected = (int)Math.Clamp(answer.Content.Headers.ContentLength ?? 4096, 1024, _options.MaxResponseBytes);
        using var buffer = new PooledBytes(expected + 1);
        Stream stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (true)
            {
                int read = await stream.ReadAsync(buffer.GetMemory(), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                buffer.Advance(read);
                if (buffer.Length > _options.MaxResponseBytes)
                {
                    throw new IOException($"The answer is larger than MaxResponseBytes ({_options.MaxResponseBytes}).");
                }
            }
        }

        int length = buffer.Length;
        string? mediaType = answer.Content.Headers.ContentType?.MediaType;
        return new ElasticsearchResponse((int)answer.StatusCode, mediaType, buffer.Detach(), length)
        {
            RetryAfter = answer.Headers.RetryAfter?.Delta,
        };
    }

    private static ElasticsearchTransportException Failure(NodePool.Node node, in ElasticsearchRequest request, string what, bool outcomeUnknown, Exception cause)
    {
        int query = request.Path.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? request.Path : request.Path[..query];
        return new ElasticsearchTransportException(
            $"{request.Method} {path} at {node.Address}: {what} ({cause.GetType().Name}: {cause.Message})", outcomeUnknown, cause);
    }
}
