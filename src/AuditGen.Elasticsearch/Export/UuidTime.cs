namespace AuditGen.Elasticsearch.Export;

/// <summary>The time within a UUIDv7 (RFC 9562 §5.7).</summary>
internal static class UuidTime
{
    /// <summary>Milliseconds since 1970-01-01 UTC: the first 48 bits.</summary>
    public static long MillisecondsOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = 0;
        foreach (byte value in bytes[..6])
        {
            milliseconds = (milliseconds << 8) | value;
        }

        return milliseconds;
    }
}
