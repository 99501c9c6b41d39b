namespace Erp.Identity;

/// <summary>What passwords must look like, and how dear it is to guess them.</summary>
/// <param name="Iterations">Rounds of the hash; OWASP recommends 210,000 for PBKDF2 with SHA-512. Simulations log in often and use fewer.</param>
public sealed record PasswordPolicy(int Iterations = 210_000)
{
    public PasswordHash Hash(string password)
    {
        Rule.Require(password.Length >= 12, "A password needs at least twelve characters.");
        return PasswordHash.Of(password, Iterations);
    }
}
