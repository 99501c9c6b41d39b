using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AuditGen.Ledger;

/// <summary>A public key that notes are verified with: name, key id, type and key material of a C2SP <em>vkey</em>.</summary>
public sealed class NoteVerifierKey : IEquatable<NoteVerifierKey>
{
    private const int Ed25519KeyBytes = 32;

    private NoteVerifierKey(string name, uint keyId, NoteKeyType type, ImmutableArray<byte> publicKey)
    {
        Name = name;
        KeyId = keyId;
        Type = type;
        PublicKey = publicKey;
    }

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>The key's id.</summary>
    public uint KeyId { get; }

    /// <summary>The key id as it is printed: eight hexadecimal digits.</summary>
    public string KeyIdText => KeyId.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>The signature type.</summary>
    public NoteKeyType Type { get; }

    /// <summary>The key material: 32 bytes of Ed25519, or an SPKI structure in DER.</summary>
    public ImmutableArray<byte> PublicKey { get; }

    /// <summary>The verifier key of an ECDSA public key; its id is the first four bytes of SHA-256 over the SPKI.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="subjectPublicKeyInfo">The SPKI structure in DER.</param>
    /// <exception cref="FormatException">The name is not one, or the key is not on a NIST curve.</exception>
    public static NoteVerifierKey ForEcdsa(string name, ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        if (!SignedNote.IsKeyName(name))
        {
            throw new FormatException($"'{name}' cannot be the name of a key: it is empty, or has white space or a plus sign.");
        }

        CheckCurve(subjectPublicKeyInfo);
        return new NoteVerifierKey(name, KeyIdOfEcdsa(subjectPublicKeyInfo), NoteKeyType.Ecdsa, [.. subjectPublicKeyInfo]);
    }

    /// <summary>Reads a vkey: <c>name+keyid+base64(type ‖ key)</c>.</summary>
    /// <param name="vkey">The text.</param>
    /// <exception cref="FormatException">It is malformed, its key id is not that of its key, or its type is unknown: says which.</exception>
    public static NoteVerifierKey Parse(string vkey)
    {
        // The name has no plus sign, but base64 may.
        string[] parts = vkey.Trim().Split('+', 3);
        if (parts.Length != 3)
        {
            throw new FormatException("A verifier key has the form name+keyid+base64.");
        }

        string name = parts[0];
        if (!SignedNote.IsKeyName(name))
        {
            throw new FormatException($"'{name}' cannot be the name of a key: it is empty or has white space.");
        }

        if (parts[1].Length != 8 || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint keyId))
        {
            throw new FormatException($"The key id '{parts[1]}' is not eight hexadecimal digits.");
        }

        byte[] material = DecodeMaterial(parts[2]);
        ReadOnlySpan<byte> key = material.AsSpan(1);
        (NoteKeyType type, uint expectedId) = material[0] switch
        {
            (byte)NoteKeyType.Ed25519 when key.Length == Ed25519KeyBytes => (NoteKeyType.Ed25519, KeyIdOfEd25519(name, material)),
            (byte)NoteKeyType.Ed25519 => throw new FormatException("An Ed25519 key has 32 bytes."),
            (byte)NoteKeyType.Ecdsa => (NoteKeyType.Ecdsa, KeyIdOfEcdsa(key)),
            byte other => throw new FormatException($"Signature type 0x{other:x2} is not supported: 0x01 (Ed25519) and 0x02 (ECDSA) are."),
        };

        if (type == NoteKeyType.Ecdsa)
        {
            CheckCurve(key);
        }

        return keyId == expectedId
            ? new NoteVerifierKey(name, keyId, type, [.. key])
            : throw new FormatException($"The key id {keyId:x8} is not the one of the key, {expectedId:x8}.");
    }

    /// <summary>Whether the signature is this key's over the text.</summary>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        if (Type == NoteKeyType.Ed25519)
        {
            return Ed25519.Verify(PublicKey.AsSpan(), text, signature);
        }

        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(PublicKey.AsSpan(), out _);
        return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <inheritdoc/>
    public bool Equals(NoteVerifierKey? other) => other is not null
        && KeyId == other.KeyId
        && Type == other.Type
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && PublicKey.AsSpan().SequenceEqual(other.PublicKey.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NoteVerifierKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, KeyId);

    /// <summary>The key as a vkey.</summary>
    public override string ToString() => $"{Name}+{KeyIdText}+{Convert.ToBase64String([(byte)Type, .. PublicKey])}";

    private static byte[] DecodeMaterial(string base64)
    {
        byte[] material;
        try
        {
            material = Convert.FromBase64String(base64);
        }
        catch (FormatException exception)
        {
            throw new FormatException("The key is not base64.", exception);
        }

        return material.Length > 1 ? material : throw new FormatException("The key is empty.");
    }

    private static void CheckCurve(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        try
        {
            using ECDsa key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out int read);
            string? curve = key.ExportParameters(includePrivateParameters: false).Curve.Oid.FriendlyName;
            if (read != subjectPublicKeyInfo.Length || curve is not ("nistP256" or "nistP384" or "nistP521" or "ECDSA_P256" or "ECDSA_P384" or "ECDSA_P521"))
            {
                throw new FormatException("An ECDSA key lies on one of the curves NIST P-256, P-384 and P-521.");
            }
        }
        catch (CryptographicException exception)
        {
            throw new FormatException("The ECDSA key is not a public key in SPKI form.", exception);
        }
    }

    private static uint KeyIdOfEcdsa(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(subjectPublicKeyInfo));

    private static uint KeyIdOfEd25519(string name, ReadOnlySpan<byte> typeAndKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', .. typeAndKey]));
}
