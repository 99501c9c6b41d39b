namespace Erp.Kernel;

/// <summary>Somebody else saved the aggregate in between.</summary>
/// <param name="type">The type of the aggregate.</param>
public sealed class ConcurrencyException(string type) : CommitFailedException($"The {type} was changed by somebody else.");
