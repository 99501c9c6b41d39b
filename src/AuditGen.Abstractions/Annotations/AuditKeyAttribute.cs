namespace AuditGen;

/// <summary>The member, or one of the members in declaration order, that identifies the resource or the element of a collection. A key never changes.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AuditKeyAttribute : Attribute;
