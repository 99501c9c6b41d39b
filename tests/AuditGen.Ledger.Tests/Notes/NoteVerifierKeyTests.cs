using System.Security.Cryptography;

namespace AuditGen.Ledger.Tests.Notes;

public sealed class NoteVerifierKeyTests
{
    [Fact]
    public void Published_keys_read_and_write_unchanged()
    {
        foreach (PublishedNotes published in PublishedNotes.All)
        {
            NoteVerifierKey.Parse(published.Key.ToString()).ShouldBe(published.Key);
        }
    }

    [Fact]
    public void The_key_id_of_an_ecdsa_key_is_the_beginning_of_the_hash_of_its_spki()
    {
        using EcdsaLedgerSigner signer = EcdsaLedgerSigner.Generate("erp.example/audit");
        byte[] hash = SHA256.HashData(signer.Key.PublicKey.AsSpan());
        signer.Key.KeyIdText.ShouldBe(Convert.ToHexStringLower(hash[..4]));
        signer.Key.Type.ShouldBe(NoteKeyType.Ecdsa);
    }

    [Theory]
    [InlineData("rekor.sigstore.dev", "three parts")]
    [InlineData("+c0d23d6a+AjBZ", "no name")]
    [InlineData("a b+c0d23d6a+AjBZ", "space in the name")]
    [InlineData("name+c0d23d6+AjBZ", "short key id")]
    [InlineData("name+c0d23dzz+AjBZ", "key id not hexadecimal")]
    [InlineData("name+c0d23d6a+***", "not base64")]
    [InlineData("name+c0d23d6a+", "empty")]
    [InlineData("name+c0d23d6a+AQID", "short Ed25519 key")]
    [InlineData("name+c0d23d6a+AgID", "no SPKI")]
    [InlineData("name+c0d23d6a+BAID", "unknown type")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "id of another key")]
    [InlineData("example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "id under another name")]
    public void A_malformed_key_is_rejected(string vkey, string why) =>
        Should.Throw<FormatException>(() => NoteVerifierKey.Parse(vkey), why);

    [Fact]
    public void A_key_id_that_is_not_the_one_of_the_ecdsa_key_is_rejected()
    {
        string vkey = PublishedNotes.Rekor.Key.ToString().Replace("+c0d23d6a+", "+c0d23d6b+", StringComparison.Ordinal);
        Should.Throw<FormatException>(() => NoteVerifierKey.Parse(vkey)).Message.ShouldContain("c0d23d6a");
    }

    [Fact]
    public void A_key_on_another_curve_is_rejected()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secP256k1"));
        Should.Throw<FormatException>(() => NoteVerifierKey.ForEcdsa("name", key.ExportSubjectPublicKeyInfo()));
    }
}
