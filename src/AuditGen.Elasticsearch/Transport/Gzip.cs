using System.IO.Compression;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>Compresses request bodies: the fastest level, because the network is seldom slower than a better one.</summary>
internal static class Gzip
{
    /// <summary>Appends the compressed bytes to the target.</summary>
    public static void Compress(ReadOnlySpan<byte> source, PooledBytes target)
    {
        using var sink = new PooledBytesStream(target);
        using var gzip = new GZipStream(sink, CompressionLevel.Fastest, leaveOpen: true);
        gzip.Write(source);
    }

    /// <summary>The write side of a buffer as a stream.</summary>
    private sealed class PooledBytesStream(PooledBytes target) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => target.Length;

        public override long Position
        {
            get => target.Length;
            set => throw new NotSupportedException("The stream only appends.");
        }

        public override void Write(byte[] buffer, int offset, int count) => target.Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => target.Write(buffer);

        public override void Flush()
        {
            // Nothing is held back.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream only appends.");

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The stream only appends.");

        public override void SetLength(long value) => throw new NotSupportedException("The stream only appends.");
    }
}
