namespace AuditGen;

/// <summary>The member refers to another resource: its key is recorded, not its content. Breaks cycles.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AuditReferenceAttribute : Attribute;
