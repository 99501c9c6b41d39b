namespace Erp.Kernel;

/// <summary>The command is about something that does not exist.</summary>
/// <param name="what">The type of the thing.</param>
/// <param name="key">Its key.</param>
public sealed class NotFoundException(string what, string key) : BusinessRuleException($"There is no {what} {key}.");
