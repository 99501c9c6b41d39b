namespace AuditGen;

/// <summary>The member people know the resource by, such as an invoice number; stored as the resource name of each event.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AuditNameAttribute : Attribute;
