using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace AuditGen.Elasticsearch.Tests.Server;

/// <summary>Reads requests with a content length from a connection.</summary>
internal sealed class WireReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next request; null when the client has closed.</summary>
    public async Task<WireRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        string? first = await LineAsync(cancellationToken);
        if (first is null)
        {
            return null;
        }

        string[] parts = first.Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(cancellationToken) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        int length = headers.TryGetValue("Content-Length", out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        byte[] body = await BytesAsync(length, cancellationToken);
        byte[] plain = headers.TryGetValue("Content-Encoding", out string? encoding) && encoding == "gzip" ? Decompress(body) : body;
        return WireRequest.Create(parts[0], parts[1], headers, plain, body.Length);
    }

    private static byte[] Decompress(byte[] body)
    {
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                return null;
            }

            byte value = _buffer[_start++];
            if (value == (byte)'\n')
            {
                return line.ToString();
            }

            if (value != (byte)'\r')
            {
                line.Append((char)value);
            }
        }
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[count];
        int buffered = Math.Min(count, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(bytes);
        _start += buffered;
        await stream.ReadExactlyAsync(bytes.AsMemory(buffered), cancellationToken);
        return bytes;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}
