namespace AuditGen;

/// <summary>What happened at a path. The stored form is the name in lower case.</summary>
public enum AuditChangeOp
{
    /// <summary>A value came to be where none was recorded.</summary>
    Add,

    /// <summary>The value ceased to be.</summary>
    Remove,

    /// <summary>One value took the place of another.</summary>
    Replace,

    /// <summary>An element of an ordered collection changed its position; old and new are positions from 0.</summary>
    Move,
}
