namespace AuditGen;

/// <summary>States in writing that a command handler, or a method of it, needs no audit. Listed by the analyzers.</summary>
/// <param name="reason">Why; required.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Interface, Inherited = false)]
public sealed class AuditExemptAttribute(string reason) : Attribute
{
    /// <summary>Why the command needs no audit.</summary>
    public string Reason { get; } = reason;
}
