namespace AuditGen;

/// <summary>What is recorded of a sensitive member.</summary>
public enum Sensitivity
{
    /// <summary>The fact of change, no value.</summary>
    Mask,

    /// <summary>A keyed hash (HMAC-SHA-256): equal values can be recognised as equal, no value.</summary>
    Hash,

    /// <summary>Nothing, not even the fact of change.</summary>
    Omit,
}
