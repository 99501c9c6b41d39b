namespace AuditGen.Ledger;

/// <summary>Signature types of C2SP <c>signed-note</c>, by their identifier byte.</summary>
public enum NoteKeyType : byte
{
    /// <summary>Ed25519 (RFC 8032): verified, never made.</summary>
    Ed25519 = 0x01,

    /// <summary>ECDSA over SHA-256, ASN.1 DER signatures; the public key as SPKI.</summary>
    Ecdsa = 0x02,
}
