using System.Collections.Immutable;

namespace AuditGen.Ledger;

/// <summary>
/// A folder of signing keys: each private key in a file <c>*.pem</c>, the public ones with their validity in the file
/// <c>ledger.keys</c> (the form of <see cref="TrustedKeyFile"/>), which is what verifiers are given.
/// </summary>
public static class LedgerKeyFolder
{
    /// <summary>The name of the file of public keys.</summary>
    public const string PublicFile = "ledger.keys";

    /// <summary>The name of the file of checkpoints that is kept there where no anchor is given.</summary>
    public const string AnchorFile = "anchor.notes";

    private const string DefaultKey = "ledger.pem";

    /// <summary>Opens the keys of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="LedgerException">It holds no usable key, or a private key whose public part is not listed.</exception>
    public static LedgerKeyRing Open(string folder)
    {
        ImmutableArray<TrustedKey> known = ReadPublic(folder);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.pem") : [];
        return files.Length == 0
            ? throw new LedgerException($"{folder} holds no private key (*.pem).")
            : new LedgerKeyRing(files.Select(file => Open(file, known)));
    }

    /// <summary>Opens the keys of a folder; makes one where there is none.</summary>
    /// <param name="folder">The folder; created where missing.</param>
    /// <param name="name">The name of a new key: the origin of the log.</param>
    /// <param name="created">Whether a key was made.</param>
    public static LedgerKeyRing OpenOrCreate(string folder, string name, out bool created)
    {
        string path = Path.Combine(folder, DefaultKey);
        created = !Directory.Exists(folder) || Directory.GetFiles(folder, "*.pem").Length == 0;
        if (created)
        {
            using EcdsaLedgerSigner signer = EcdsaLedgerSigner.Generate(name);

            // The public key first: a private key without one would stop the next start.
            Directory.CreateDirectory(folder);
            File.AppendAllText(Path.Combine(folder, PublicFile), TrustedKeyFile.Format(new TrustedKey(signer.Key, KeyValidity.Always)) + "\n");
            SecretFile.Create(path, signer.ExportPem());
        }

        return Open(folder);
    }

    /// <summary>The public keys of a folder.</summary>
    /// <exception cref="LedgerException">The file is malformed.</exception>
    public static ImmutableArray<TrustedKey> ReadPublic(string folder)
    {
        string path = Path.Combine(folder, PublicFile);
        try
        {
            return File.Exists(path) ? TrustedKeyFile.Parse(File.ReadAllText(path)) : [];
        }
        catch (FormatException exception)
        {
            throw new LedgerException($"{path}: {exception.Message}", exception);
        }
    }

    private static EcdsaLedgerSigner Open(string file, ImmutableArray<TrustedKey> known)
    {
        using EcdsaLedgerSigner unnamed = EcdsaLedgerSigner.FromPemFile("unnamed", file);
        TrustedKey key = known.FirstOrDefault(key => key.Key.PublicKey.AsSpan().SequenceEqual(unnamed.Key.PublicKey.AsSpan()))
            ?? throw new LedgerException($"The public part of {file} (key id {unnamed.Key.KeyIdText}) is not in {PublicFile} beside it: add its line, as keygen printed it.");
        return EcdsaLedgerSigner.FromPemFile(key.Key.Name, file, key.Validity);
    }
}
