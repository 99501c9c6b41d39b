using AuditGen.Ledger.Tests.Notes;

namespace AuditGen.Ledger.Tests.Cli;

public sealed class NoteVerbsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_note_accepts_what_other_logs_signed()
    {
        foreach (PublishedNotes published in PublishedNotes.All)
        {
            string file = _folder.Write("note", published.Note);
            CommandLine run = await CommandLine.RunAsync("verify-note", file, "--key", published.Key.ToString());
            run.ExitCode.ShouldBe(0, run.Error);
            run.Out.ShouldContain(published.Key.KeyIdText);
            run.Error.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Verify_note_rejects_with_a_reason_on_the_error_stream()
    {
        PublishedNotes rekor = PublishedNotes.Rekor;
        string file = _folder.Write("note", rekor.Note);
        (string[] Arguments, string Reason)[] cases =
        [
            (["verify-note", file, "--key", PublishedNotes.Tessera.Key.ToString()], "no signature by a known key"),
            (["verify-note", file, "--key", "nonsense"], "name+keyid+base64"),
            (["verify-note", file, "--key", rekor.Key.ToString(), "--origin", "another log"], "not of 'another log'"),
            (["verify-note", _folder.Write("cut", rekor.Note[..^1]), "--key", rekor.Key.ToString()], "newline"),
            (["verify-note", _folder.File("missing"), "--key", rekor.Key.ToString()], "missing"),
        ];
        foreach ((string[] arguments, string reason) in cases)
        {
            CommandLine run = await CommandLine.RunAsync(arguments);
            run.ExitCode.ShouldBe(1);
            run.Out.ShouldBeEmpty();
            run.Error.ShouldContain(reason);
        }
    }

    [Fact]
    public async Task Keygen_writes_a_private_key_that_only_its_owner_may_read_and_never_overwrites_one()
    {
        string file = _folder.File("keys/ledger.pem");
        CommandLine run = await CommandLine.RunAsync("keygen", "erp.example/audit", "--out", file, "--not-after", "2027-01-01T00:00:00Z");
        run.ExitCode.ShouldBe(0, run.Error);
        using EcdsaLedgerSigner signer = EcdsaLedgerSigner.FromPemFile("erp.example/audit", file);
        TrustedKey key = TrustedKeyFile.Parse(run.Out).Single();
        key.Key.ShouldBe(signer.Key);
        key.Validity.Covers(new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero)).ShouldBeTrue();
        key.Validity.Covers(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBeFalse();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        CommandLine again = await CommandLine.RunAsync("keygen", "erp.example/audit", "--out", file);
        again.ExitCode.ShouldBe(1);
        again.Error.ShouldContain("exists");
    }
}
