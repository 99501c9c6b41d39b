namespace AuditGen.Reading;

/// <summary>By what events can be counted.</summary>
public enum AuditDimension
{
    /// <summary>Business context.</summary>
    Context,

    /// <summary>Tenant.</summary>
    Tenant,

    /// <summary>Id of the actor.</summary>
    Actor,

    /// <summary>Id of whom the actor stood in for.</summary>
    OnBehalfOf,

    /// <summary>Resource type.</summary>
    ResourceType,

    /// <summary>Action code.</summary>
    Action,

    /// <summary>Category.</summary>
    Category,

    /// <summary>Outcome.</summary>
    Outcome,
}
