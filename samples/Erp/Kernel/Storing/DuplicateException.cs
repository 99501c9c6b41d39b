namespace Erp.Kernel;

/// <summary>Another aggregate carries the same number or name.</summary>
/// <param name="type">The type of the aggregate.</param>
/// <param name="name">The number or name.</param>
public sealed class DuplicateException(string type, string name) : CommitFailedException($"There is another {type} {name}.");
