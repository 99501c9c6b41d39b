using System.Net;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>
/// A body that knows whether it is still being sent. A server may answer (413) or a caller give up before the body has
/// gone out; its buffer must not be used for anything else until the connection has let go of it.
/// </summary>
internal sealed class TrackedContent(ReadOnlyMemory<byte> body) : HttpContent
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;

    /// <summary>Completes when nobody reads the body any more.</summary>
    public Task ReleasedAsync() => Volatile.Read(ref _started) == 0 ? Task.CompletedTask : _finished.Task;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _started, 1);
        try
        {
            await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _finished.TrySetResult();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
