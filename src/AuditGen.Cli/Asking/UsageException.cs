namespace AuditGen.Cli.Asking;

/// <summary>What was asked cannot be understood, or not from here. The message is a sentence that says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
