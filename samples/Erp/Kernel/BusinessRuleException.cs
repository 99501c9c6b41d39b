namespace Erp.Kernel;

/// <summary>The business refuses the command; nothing was changed.</summary>
/// <param name="message">Why, in words for the user.</param>
public class BusinessRuleException(string message) : Exception(message);
