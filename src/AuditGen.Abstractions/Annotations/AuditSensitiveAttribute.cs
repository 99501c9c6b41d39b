namespace AuditGen;

/// <summary>The value of the member never reaches an event, a store, a log or an exception text.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class AuditSensitiveAttribute(Sensitivity sensitivity) : Attribute
{
    /// <summary>What is recorded instead of the value.</summary>
    public Sensitivity Sensitivity { get; } = sensitivity;
}
