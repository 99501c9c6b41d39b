using System.Text;

namespace AuditGen.Ledger.Tests.Notes;

public sealed class LedgerCheckpointTests
{
    [Fact]
    public void Checkpoints_of_other_logs_read_and_write_unchanged()
    {
        foreach (PublishedNotes published in PublishedNotes.All.Where(note => !note.Name.StartsWith("C2SP", StringComparison.Ordinal)))
        {
            ReadOnlyMemory<byte> text = SignedNote.Parse(published.Note).Text;
            Encoding.UTF8.GetBytes(LedgerCheckpoint.Parse(text.Span).ToString()).ShouldBe(text.ToArray(), published.Name);
        }
    }

    [Fact]
    public void The_timestamp_of_rekor_is_read()
    {
        LedgerCheckpoint checkpoint = LedgerCheckpoint.Parse(SignedNote.Parse(PublishedNotes.Rekor.Note).Text.Span);
        checkpoint.Origin.ShouldBe("rekor.sigstore.dev - 2605736670972794746");
        checkpoint.Size.ShouldBe(21428036);
        checkpoint.Timestamp.ShouldBe(new DateTimeOffset(2023, 6, 29, 17, 10, 56, TimeSpan.Zero).AddTicks(373553));
    }

    [Fact]
    public void A_checkpoint_keeps_its_time_to_a_hundred_nanoseconds()
    {
        var time = new DateTimeOffset(2026, 11, 22, 1, 2, 3, TimeSpan.Zero);
        time = time.AddTicks(1234567);
        var checkpoint = LedgerCheckpoint.Create("erp.example/audit", 12, Sha256Hash.OfEmptyTree, time);
        LedgerCheckpoint.Parse(Encoding.UTF8.GetBytes(checkpoint.ToString())).Timestamp.ShouldBe(time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("origin\n")]
    [InlineData("origin\n1\n")]
    [InlineData("\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("origin\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n 1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n99999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n")]
    [InlineData("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS\n")]
    [InlineData("origin\n1\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nextension\n")]
    public void A_malformed_checkpoint_is_rejected(string text) =>
        Should.Throw<FormatException>(() => LedgerCheckpoint.Parse(Encoding.UTF8.GetBytes(text)));
}
