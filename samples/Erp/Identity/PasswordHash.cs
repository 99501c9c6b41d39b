using System.Security.Cryptography;

namespace Erp.Identity;

/// <summary>A salted hash of a password (PBKDF2 with SHA-512). Never recorded.</summary>
[AuditSensitive(Sensitivity.Mask)]
public readonly record struct PasswordHash(int Iterations, string Salt, string Hash)
{
    private const int Bytes = 32;

    public static PasswordHash Of(string password, int iterations)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        return new(iterations, Convert.ToBase64String(salt), Convert.ToBase64String(Derive(password, salt, iterations)));
    }

    /// <summary>Compares in constant time.</summary>
    public bool Matches(string password) =>
        CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(Hash), Derive(password, Convert.FromBase64String(Salt), Iterations));

    /// <inheritdoc/>
    public override string ToString() => "(password hash)";

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, Bytes);
}
