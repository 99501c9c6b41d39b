using System.Buffers.Binary;

namespace AuditGen.Sqlite.Journal;

/// <summary>The running checksum of a write-ahead log; sqlite.org/fileformat2.html, "Checksum Algorithm".</summary>
internal struct WalChecksum(bool bigEndian)
{
    private uint _first;
    private uint _second;

    /// <summary>Adds bytes, a multiple of 8.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            _first += Word(bytes) + _second;
            _second += Word(bytes[4..]) + _first;
        }
    }

    /// <summary>Whether the stored sum (two big-endian words) is the one reached.</summary>
    public readonly bool Matches(ReadOnlySpan<byte> stored)
        => BinaryPrimitives.ReadUInt32BigEndian(stored) == _first && BinaryPrimitives.ReadUInt32BigEndian(stored[4..]) == _second;

    private readonly uint Word(ReadOnlySpan<byte> bytes)
        => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
