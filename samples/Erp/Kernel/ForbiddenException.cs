namespace Erp.Kernel;

/// <summary>The user may not do this.</summary>
/// <param name="message">Why, in words for the user.</param>
public sealed class ForbiddenException(string message) : BusinessRuleException(message);
