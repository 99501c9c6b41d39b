namespace AuditGen;

/// <summary>
/// The method emits an audit event on every successful exit, so that a call of it counts as an emission. The analyzers
/// verify this at every implementation.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EmitsAuditAttribute : Attribute;
