using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>
/// Trusts a server whose chain leads to one certificate, known by its fingerprint, and nothing else. The name in the
/// server's certificate must still fit the address, and the chain must still be valid.
/// </summary>
internal sealed class CertificatePin
{
    private readonly byte[] _sha256;

    private CertificatePin(byte[] sha256)
    {
        _sha256 = sha256;
    }

    /// <summary>Reads a fingerprint; <see langword="null"/> where it is none.</summary>
    public static CertificatePin? Parse(string fingerprint)
    {
        string digits = fingerprint.Replace(":", string.Empty, StringComparison.Ordinal).Trim();
        if (digits.Length != 2 * SHA256.HashSizeInBytes)
        {
            return null;
        }

        byte[] bytes = new byte[SHA256.HashSizeInBytes];
        return Convert.FromHexString(digits, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? new CertificatePin(bytes) : null;
    }

    /// <summary>Decides about a server's certificate.</summary>
    public bool Accepts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 leaf || chain is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        X509Certificate2? authority = Pinned(leaf, chain);
        if (authority is null)
        {
            return false;
        }

        // The chain is built once more with that certificate as the only root: a match alone proves no signature.
        using var pinned = new X509Chain();
        pinned.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        pinned.ChainPolicy.CustomTrustStore.Add(authority);
        pinned.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (X509ChainElement element in chain.ChainElements)
        {
            pinned.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return pinned.Build(leaf);
    }

    private X509Certificate2? Pinned(X509Certificate2 leaf, X509Chain chain)
    {
        foreach (X509ChainElement element in chain.ChainElements)
        {
            if (Matches(element.Certificate))
            {
                return element.Certificate;
            }
        }

        // An authority unknown to the machine may be missing from the chain that was built, but not from what was sent.
        foreach (X509Certificate2 sent in chain.ChainPolicy.ExtraStore)
        {
            if (Matches(sent))
            {
                return sent;
            }
        }

        return Matches(leaf) ? leaf : null;
    }

    private bool Matches(X509Certificate2 certificate) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(certificate.RawData), _sha256);
}
