namespace AuditGen.Benchmarks.Text;

/// <summary>An event as somebody would declare it for a serialiser.</summary>
internal sealed record PlainEvent(
    int V, Guid Id, string Ts, string Context, string Action, string Category, string Type, string Outcome, Guid Operation,
    PlainActor Actor, PlainResource Resource, string Session, string Tenant, string Reason, IReadOnlyList<PlainChange> Changes);
