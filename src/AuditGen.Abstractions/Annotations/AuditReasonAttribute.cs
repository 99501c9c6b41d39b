namespace AuditGen;

/// <summary>The string member of a command says why the command was given; stored as the event's <c>reason</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class AuditReasonAttribute : Attribute;
