namespace Erp.Kernel;

/// <summary>The store could not commit; nothing was changed.</summary>
/// <param name="message">Why.</param>
public class CommitFailedException(string message) : Exception(message);
