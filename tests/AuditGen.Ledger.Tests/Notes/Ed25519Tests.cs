namespace AuditGen.Ledger.Tests.Notes;

public sealed class Ed25519Tests
{
    /// <summary>RFC 8032 §7.1, tests 1 to 3.</summary>
    public static TheoryData<string, string, string> PublishedCases => new()
    {
        {
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        },
        {
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        },
        {
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        },
    };

    [Theory]
    [MemberData(nameof(PublishedCases))]
    public void Signatures_of_the_rfc_verify_and_changed_ones_do_not(string key, string message, string signature)
    {
        byte[] publicKey = Convert.FromHexString(key);
        byte[] text = Convert.FromHexString(message);
        byte[] signed = Convert.FromHexString(signature);
        Ed25519.Verify(publicKey, text, signed).ShouldBeTrue();
        Ed25519.Verify(publicKey, [.. text, 0], signed).ShouldBeFalse();
        for (int at = 0; at < signed.Length; at += 9)
        {
            byte[] changed = [.. signed];
            changed[at] ^= 1;
            Ed25519.Verify(publicKey, text, changed).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_scalar_beyond_the_group_order_is_rejected()
    {
        byte[] key = Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        byte[] signature = Convert.FromHexString(PublishedCases.First().Data.Item3);
        var order = System.Numerics.BigInteger.Pow(2, 252) + System.Numerics.BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
        var scalar = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true) + order;
        byte[] malleated = [.. signature.AsSpan(0, 32), .. scalar.ToByteArray(isUnsigned: true)];
        malleated.Length.ShouldBe(64);
        Ed25519.Verify(key, [], malleated).ShouldBeFalse();
    }

    [Fact]
    public void Keys_and_signatures_of_the_wrong_length_are_rejected()
    {
        Ed25519.Verify(new byte[31], [], new byte[64]).ShouldBeFalse();
        Ed25519.Verify(new byte[32], [], new byte[63]).ShouldBeFalse();
    }
}
