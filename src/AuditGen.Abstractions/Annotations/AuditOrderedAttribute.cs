namespace AuditGen;

/// <summary>The order of the collection matters: a moved element is recorded as a move. Without it order is ignored.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AuditOrderedAttribute : Attribute;
