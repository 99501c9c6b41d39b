namespace AuditGen.States;

/// <summary>What stands at a path that has paths below it.</summary>
public enum AuditContainerKind : byte
{
    /// <summary>Null: there is nothing below.</summary>
    Null,

    /// <summary>An object or a dictionary.</summary>
    Object,

    /// <summary>A collection.</summary>
    List,
}
