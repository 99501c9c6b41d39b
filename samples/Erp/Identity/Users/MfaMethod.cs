namespace Erp.Identity;

/// <summary>The second factor of a user.</summary>
public enum MfaMethod
{
    None,
    Totp,
    SecurityKey,
}
