using System.Net.Security;

namespace AuditGen.Elasticsearch.Transport;

/// <summary>Trust in a certificate authority known by its fingerprint, for clients other than this package's own.</summary>
public static class ElasticsearchTrust
{
    /// <summary>Trusts servers whose certificates that authority signed, for the name they were signed for.</summary>
    /// <param name="fingerprint">SHA-256 of the authority's certificate, in hexadecimal with or without colons.</param>
    /// <exception cref="ArgumentException">It is no SHA-256.</exception>
    public static RemoteCertificateValidationCallback Pinned(string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        CertificatePin pin = CertificatePin.Parse(fingerprint) ?? throw new ArgumentException("The fingerprint is a SHA-256 in hexadecimal: 64 digits, with or without colons.", nameof(fingerprint));
        return (_, certificate, chain, errors) => pin.Accepts(certificate, chain, errors);
    }
}
