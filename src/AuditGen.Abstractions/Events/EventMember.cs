namespace AuditGen;

/// <summary>The members of an event text, in the order they are written.</summary>
internal enum EventMember
{
    Unrecognised,
    Version,
    Id,
    Timestamp,
    Context,
    Action,
    Category,
    Type,
    Outcome,
    Operation,
    Actor,
    Resource,
    Session,
    Correlation,
    Causation,
    Trace,
    Tenant,
    Reason,
    Source,
    Changes,
    Data,
}
