namespace AuditGen;

/// <summary>The version member of a resource. Orders the events of one resource beyond clock skew and is stored as its version.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AuditVersionAttribute : Attribute;
