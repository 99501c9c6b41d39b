namespace Erp.Identity;

/// <summary>The log-in was refused; it does not say which part of the credentials was wrong.</summary>
public sealed class AuthenticationFailedException() : BusinessRuleException("User name or password is wrong.");
