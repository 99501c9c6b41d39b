using System.Security.Cryptography;

namespace AuditGen.Ledger.Tests.Signing;

public sealed class LedgerSignerTests
{
    private const string Name = "erp.example/audit";

    [Fact]
    public async Task A_signed_checkpoint_verifies_with_the_key_read_back_from_its_vkey()
    {
        using EcdsaLedgerSigner signer = EcdsaLedgerSigner.Generate(Name);
        LedgerCheckpoint checkpoint = LedgerCheckpoint.Create(Name, 0, Sha256Hash.OfEmptyTree, DateTimeOffset.UnixEpoch);
        SignedNote note = await CheckpointSigner.SignAsync(checkpoint, signer, TestContext.Current.CancellationToken);
        NoteVerifierKey key = NoteVerifierKey.Parse(signer.Key.ToString());
        NoteVerification.Verify(SignedNote.Parse(note.ToBytes()), [key]).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void One_key_read_from_pem_pkcs8_environment_and_file_is_the_same_key()
    {
        using EcdsaLedgerSigner signer = EcdsaLedgerSigner.Generate(Name);
        string pem = signer.ExportPem();
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        byte[] pkcs8 = key.ExportPkcs8PrivateKey();
        string path = Path.GetTempFileName();
        File.WriteAllText(path, pem);
        Environment.SetEnvironmentVariable("AUDITGEN_TEST_KEY_PEM", pem);
        Environment.SetEnvironmentVariable("AUDITGEN_TEST_KEY_DER", Convert.ToBase64String(pkcs8));
        EcdsaLedgerSigner[] readers =
        [
            EcdsaLedgerSigner.FromPem(Name, pem),
            EcdsaLedgerSigner.FromPemFile(Name, path),
            EcdsaLedgerSigner.FromPkcs8(Name, pkcs8),
            EcdsaLedgerSigner.FromEnvironment(Name, "AUDITGEN_TEST_KEY_PEM"),
            EcdsaLedgerSigner.FromEnvironment(Name, "AUDITGEN_TEST_KEY_DER"),
        ];
        File.Delete(path);
        foreach (EcdsaLedgerSigner reader in readers)
        {
            reader.Key.ShouldBe(signer.Key);
            reader.Dispose();
        }
    }

    [Fact]
    public void A_key_that_cannot_be_read_is_refused_without_quoting_it()
    {
        const string Secret = "c2VjcmV0LXNlY3JldA==";
        string pem = $"-----BEGIN PRIVATE KEY-----\n{Secret}\n-----END PRIVATE KEY-----\n";
        Exception[] refusals =
        [
            Should.Throw<LedgerException>(() => EcdsaLedgerSigner.FromPem(Name, pem)),
            Should.Throw<LedgerException>(() => EcdsaLedgerSigner.FromPkcs8(Name, Convert.FromBase64String(Secret))),
            Should.Throw<LedgerException>(() => EcdsaLedgerSigner.FromEnvironment(Name, "AUDITGEN_TEST_NO_SUCH_KEY")),
            Should.Throw<LedgerException>(() => EcdsaLedgerSigner.FromPemFile(Name, "/no/such/file.pem")),
        ];
        refusals.ShouldAllBe(refusal => !refusal.ToString().Contains(Secret));
    }

    [Fact]
    public void A_key_on_another_curve_does_not_sign()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string pem = key.ExportPkcs8PrivateKeyPem();
        Should.Throw<LedgerException>(() => EcdsaLedgerSigner.FromPem(Name, pem)).Message.ShouldContain("P-256");
    }

    [Fact]
    public async Task A_signer_that_answers_with_another_key_is_found_before_the_checkpoint_leaves()
    {
        using EcdsaLedgerSigner honest = EcdsaLedgerSigner.Generate(Name);
        using EcdsaLedgerSigner other = EcdsaLedgerSigner.Generate(Name);
        var confused = new ConfusedSigner(honest.Key, other);
        LedgerCheckpoint checkpoint = LedgerCheckpoint.Create(Name, 0, Sha256Hash.OfEmptyTree, DateTimeOffset.UnixEpoch);
        await Should.ThrowAsync<LedgerException>(async () => await CheckpointSigner.SignAsync(checkpoint, confused, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_file_of_trusted_keys_reads_back_what_was_written()
    {
        using EcdsaLedgerSigner signer = EcdsaLedgerSigner.Generate(Name);
        TrustedKey[] keys =
        [
            new(signer.Key, KeyValidity.Always),
            new(signer.Key, new KeyValidity(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1).AddTicks(7))),
        ];
        string text = $"# keys\n\n{string.Join('\n', keys.Select(TrustedKeyFile.Format))}\n{signer.Key}\n";
        TrustedKeyFile.Parse(text).ShouldBe([.. keys, keys[0]]);
        Should.Throw<FormatException>(() => TrustedKeyFile.Parse($"{signer.Key}\n{signer.Key} yesterday")).Message.ShouldContain("Line 2");
    }

    private sealed class ConfusedSigner(NoteVerifierKey key, EcdsaLedgerSigner signer) : ILedgerSigner
    {
        public NoteVerifierKey Key => key;

        public KeyValidity Validity => KeyValidity.Always;

        public ValueTask<ReadOnlyMemory<byte>> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellationToken) =>
            signer.SignDigestAsync(digest, cancellationToken);
    }
}
