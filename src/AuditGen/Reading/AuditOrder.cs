namespace AuditGen.Reading;

/// <summary>In which order events are given: always that of their ids.</summary>
public enum AuditOrder
{
    /// <summary>The greatest id first.</summary>
    NewestFirst,

    /// <summary>The smallest id first.</summary>
    OldestFirst,
}
