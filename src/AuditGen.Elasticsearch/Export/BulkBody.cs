using System.Buffers.Text;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;

namespace AuditGen.Elasticsearch.Export;

/// <summary>Builds the body of one bulk request. Reused; used by one caller at a time.</summary>
internal sealed class BulkBody(string log, bool compress) : IDisposable
{
    private readonly EventDocumentWriter _documents = new(log);
    private readonly PooledBytes _plain = new(256 * 1024);
    private readonly PooledBytes _compressed = new(64 * 1024);

    /// <summary>Whether <see cref="Content"/> is gzip.</summary>
    public bool IsGzip => compress;

    /// <summary>What to send.</summary>
    public ReadOnlyMemory<byte> Content => compress ? _compressed.WrittenMemory : _plain.WrittenMemory;

    /// <summary>Bytes before compression.</summary>
    public int PlainLength => _plain.Length;

    public void Clear()
    {
        _plain.Clear();
        _compressed.Clear();
    }

    /// <summary>Adds an event: always <c>create</c>, with the event's own id.</summary>
    /// <returns>Whether it was added as asked; false when its text is not readable and it was added in degraded form.</returns>
    public bool Add(in JournalRecord record, StreamTarget target, bool degraded)
    {
        _plain.Write(target.ActionPrefix);
        Utf8Formatter.TryFormat(record.Id, _plain.GetSpan(36), out int written);
        _plain.Advance(written);
        _plain.Write("\"}}\n"u8);
        int start = _plain.Length;
        bool asAsked = degraded || TryWrite(record);
        if (degraded || !asAsked)
        {
            _plain.Truncate(start);
            _documents.WriteDegraded(record, _plain);
        }

        _plain.WriteByte((byte)'\n');
        return asAsked;
    }

    /// <summary>Makes <see cref="Content"/> ready.</summary>
    public void Complete()
    {
        if (compress)
        {
            Gzip.Compress(_plain.Written, _compressed);
        }
    }

    public void Dispose()
    {
        _plain.Dispose();
        _compressed.Dispose();
    }

    private bool TryWrite(in JournalRecord record)
    {
        try
        {
            _documents.Write(record, _plain);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
