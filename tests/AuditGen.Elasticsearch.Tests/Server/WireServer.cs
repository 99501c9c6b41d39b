using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>
/// A small HTTP/1.1 server over plain sockets, so that it can do what well-behaved servers do not: reset in the middle of
/// an answer, close half a connection, answer late. What it answers is the cluster's business.
/// </summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<WireRequest> _parked = new();
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly Func<WireRequest, WireResponse> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    public WireServer(Func<WireRequest, WireResponse> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Which fault befalls a request; nothing does unless a test says so.</summary>
    public Func<WireRequest, Fault> Faults { get; set; } = _ => Fault.None;

    /// <summary>Whether answers are compressed where the client accepts it.</summary>
    public bool Compress { get; set; }

    /// <summary>Requests received.</summary>
    public ConcurrentQueue<WireRequest> Received { get; } = new();

    /// <summary>Whether received requests are kept for inspection.</summary>
    public bool KeepRequests { get; set; } = true;

    public Uri Address => new($"{(_certificate is null ? "http" : "https")}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Carries out what timed out before.</summary>
    public void ExecuteParked()
    {
        while (_parked.TryDequeue(out WireRequest? request))
        {
            _answer(request);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (Socket socket in _open.Keys)
        {
            socket.Dispose();
        }

        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
            socket.NoDelay = true;
            _open[socket] = 0;
            _ = Task.Run(() => ServeAsync(socket));
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var network = new NetworkStream(socket);
            Stream stream = network;
            if (_certificate is not null)
            {
                var tls = new SslStream(network);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = SslStreamCertificateContext.Create(_certificate, null, offline: true),
                });
                stream = tls;
            }

            var reader = new WireReader(stream);
            while (await reader.ReadAsync(_stop.Token) is { } request)
            {
                if (!await AnswerAsync(socket, stream, request))
                {
                    return;
                }
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or the test is over.
        }
        finally
        {
            _open.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    private async Task<bool> AnswerAsync(Socket socket, Stream stream, WireRequest request)
    {
        if (KeepRequests)
        {
            Received.Enqueue(request);
        }

        Fault fault = Faults(request);
        switch (fault)
        {
            case Fault.ResetBefore:
                Reset(socket);
                return false;
            case Fault.ResetAfter:
                _answer(request);
                Reset(socket);
                return false;
            case Fault.ResetMidBody:
                byte[] whole = Render(_answer(request), request);
                await stream.WriteAsync(whole.AsMemory(0, whole.Length - Math.Min(whole.Length / 2, 40)));
                await stream.FlushAsync();
                Reset(socket);
                return false;
            case Fault.TimeoutExecutedLater:
                _parked.Enqueue(request);
                await DrainAsync(stream);
                return false;
            default:
                await stream.WriteAsync(Render(Answered(fault, request), request));
                break;
        }

        // What timed out earlier is carried out after requests that came later.
        if (_parked.Count > 2)
        {
            ExecuteParked();
        }

        if (fault == Fault.HalfClosedKeepAlive)
        {
            socket.Shutdown(SocketShutdown.Send);
            await DrainAsync(stream);
            return false;
        }

        return true;
    }

    private WireResponse Answered(Fault fault, WireRequest request)
    {
        try
        {
            return AnsweredOrFailed(fault, request);
        }
        catch (Exception unexpected)
        {
            // A question that the model does not know is a fault of the test: it has to show.
            return WireResponse.Error(500, unexpected.ToString(), "the model failed");
        }
    }

    private WireResponse AnsweredOrFailed(Fault fault, WireRequest request)
    {
        switch (fault)
        {
            case Fault.TooManyRequests:
                return WireResponse.Error(429, "es_rejected_execution_exception", "rejected execution of coordinating operation");
            case Fault.Unavailable:
                return WireResponse.Error(503, "unavailable_shards_exception", "primary shard is not active");
            case Fault.InternalError:
                return WireResponse.Error(500, "illegal_state_exception", "something broke");
            case Fault.BadGatewayPage:
                return new WireResponse(502, "<html>Bad Gateway</html>"u8.ToArray(), "text/html");
            case Fault.PageInsteadOfJson:
                return new WireResponse(200, "<html>Please log in</html>"u8.ToArray(), "text/html");
            case Fault.GatewayTimeoutAfter:
                _answer(request);
                return new WireResponse(504, "<html>Gateway Timeout</html>"u8.ToArray(), "text/html");
            case Fault.TruncatedJson:
                WireResponse whole = _answer(request);
                return whole with { Body = whole.Body[..(whole.Body.Length / 2)] };
            default:
                return _answer(request);
        }
    }

    private byte[] Render(WireResponse response, WireRequest request)
    {
        bool gzip = Compress && response.Body.Length > 0 && request.Headers.TryGetValue("Accept-Encoding", out string? accepted) && accepted.Contains("gzip", StringComparison.Ordinal);
        byte[] body = response.Body;
        if (gzip)
        {
            using var compressed = new MemoryStream();
            using (var stream = new GZipStream(compressed, CompressionLevel.Fastest))
            {
                stream.Write(body);
            }

            body = compressed.ToArray();
        }

        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.Status} X\r\nX-elastic-product: Elasticsearch\r\ncontent-length: {body.Length}\r\n");
        if (response.ContentType is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"content-type: {response.ContentType}\r\n");
        }

        if (gzip)
        {
            head.Append("content-encoding: gzip\r\n");
        }

        head.Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    /// <summary>Waits until the client closes.</summary>
    private async Task DrainAsync(Stream stream)
    {
        byte[] nothing = new byte[256];
        while (await stream.ReadAsync(nothing, _stop.Token) > 0)
        {
            // Whatever still comes on a connection that is given up.
        }
    }
}
