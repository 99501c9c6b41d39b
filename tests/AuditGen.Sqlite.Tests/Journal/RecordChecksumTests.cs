using System.Buffers.Binary;
using AuditGen.Sqlite.Journal;

namespace AuditGen.Sqlite.Tests.Journal;

public sealed class RecordChecksumTests
{
    [Fact]
    public void It_is_CRC_32C_over_the_parts_one_after_the_other()
    {
        // The check value of the catalogue of parametrised CRC algorithms: "123456789" gives E3069283.
        long index = BinaryPrimitives.ReadInt64LittleEndian("12345678"u8);
        RecordChecksum.Of(index, "9"u8, [], []).ShouldBe(0xE3069283);
        RecordChecksum.Of(index, [], "9"u8, []).ShouldBe(0xE3069283);
        RecordChecksum.Of(index, [], [], "9"u8).ShouldBe(0xE3069283);
    }

    [Fact]
    public void Long_parts_cut_anywhere_give_the_same_sum()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(static i => (byte)i)];
        uint whole = RecordChecksum.Of(0, bytes, [], []);
        for (int at = 0; at <= bytes.Length; at++)
        {
            RecordChecksum.Of(0, bytes.AsSpan(0, at), bytes.AsSpan(at), []).ShouldBe(whole);
        }
    }
}
