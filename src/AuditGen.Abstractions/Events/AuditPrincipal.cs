namespace AuditGen;

/// <summary>A person or service, by id and by name at the time.</summary>
/// <param name="Id">The stable identifier.</param>
/// <param name="Name">The name at the time.</param>
public sealed record AuditPrincipal(string Id, string? Name = null);
