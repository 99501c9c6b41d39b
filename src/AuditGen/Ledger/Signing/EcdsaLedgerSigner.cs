using System.Security.Cryptography;

namespace AuditGen.Ledger;

/// <summary>Signs with an ECDSA P-256 key held in this process.</summary>
public sealed class EcdsaLedgerSigner : ILedgerSigner, IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _lock = new();

    private EcdsaLedgerSigner(string name, ECDsa key, KeyValidity? validity)
    {
        if (key.KeySize != 256)
        {
            key.Dispose();
            throw new LedgerException($"The ledger signs with ECDSA P-256; the key of '{name}' has {key.KeySize} bits.");
        }

        _key = key;
        Key = NoteVerifierKey.ForEcdsa(name, key.ExportSubjectPublicKeyInfo());
        Validity = validity ?? KeyValidity.Always;
    }

    /// <inheritdoc/>
    public NoteVerifierKey Key { get; }

    /// <inheritdoc/>
    public KeyValidity Validity { get; }

    /// <summary>Makes a new key.</summary>
    /// <param name="name">The key's name: by custom the origin of the log.</param>
    /// <param name="validity">When the key signs; without limits where not given.</param>
    public static EcdsaLedgerSigner Generate(string name, KeyValidity? validity = null) =>
        new(name, ECDsa.Create(ECCurve.NamedCurves.nistP256), validity);

    /// <summary>Reads the key from PEM text (<c>PRIVATE KEY</c> or <c>EC PRIVATE KEY</c>, not encrypted).</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="pem">The text.</param>
    /// <param name="validity">When the key signs; without limits where not given.</param>
    /// <exception cref="LedgerException">There is no such key in it.</exception>
    public static EcdsaLedgerSigner FromPem(string name, string pem, KeyValidity? validity = null) =>
        Import(name, key => key.ImportFromPem(pem), "PEM text", validity);

    /// <summary>Reads the key from a PEM file.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="path">The file.</param>
    /// <param name="validity">When the key signs; without limits where not given.</param>
    /// <exception cref="LedgerException">There is no such key in it.</exception>
    public static EcdsaLedgerSigner FromPemFile(string name, string path, KeyValidity? validity = null)
    {
        string pem;
        try
        {
            pem = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"The signing key file {path} cannot be read: {exception.Message}", exception);
        }

        return Import(name, key => key.ImportFromPem(pem), path, validity);
    }

    /// <summary>Reads the key from a PKCS#8 structure in DER.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="pkcs8">The structure.</param>
    /// <param name="validity">When the key signs; without limits where not given.</param>
    /// <exception cref="LedgerException">There is no such key in it.</exception>
    public static EcdsaLedgerSigner FromPkcs8(string name, ReadOnlyMemory<byte> pkcs8, KeyValidity? validity = null) =>
        Import(name, key => key.ImportPkcs8PrivateKey(pkcs8.Span, out _), "PKCS#8 bytes", validity);

    /// <summary>Reads the key from an environment variable that holds PEM text, or PKCS#8 in base64.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="variable">The variable's name.</param>
    /// <param name="validity">When the key signs; without limits where not given.</param>
    /// <exception cref="LedgerException">There is no such key in it.</exception>
    public static EcdsaLedgerSigner FromEnvironment(string name, string variable, KeyValidity? validity = null)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new LedgerException($"The environment variable {variable} is to hold the ledger's signing key and is empty.");
        }

        string source = $"environment variable {variable}";
        return value.Contains("-----BEGIN", StringComparison.Ordinal)
            ? Import(name, key => key.ImportFromPem(value), source, validity)
            : Import(name, key => key.ImportPkcs8PrivateKey(Convert.FromBase64String(value.Trim()), out _), source, validity);
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new(_key.SignHash(digest.Span, DSASignatureFormat.Rfc3279DerSequence));
        }
    }

    /// <summary>The private key as PEM text (<c>PRIVATE KEY</c>, PKCS#8).</summary>
    public string ExportPem()
    {
        lock (_lock)
        {
            return _key.ExportPkcs8PrivateKeyPem();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static EcdsaLedgerSigner Import(string name, Action<ECDsa> import, string source, KeyValidity? validity)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            import(key);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or FormatException)
        {
            key.Dispose();

            // The cause's text may quote its input: the key itself. It is left out on purpose.
            throw new LedgerException($"There is no unencrypted ECDSA P-256 private key (PEM or PKCS#8) in {source}.");
        }

        return new EcdsaLedgerSigner(name, key, validity);
    }
}
