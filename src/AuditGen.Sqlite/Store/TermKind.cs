namespace AuditGen.Sqlite.Store;

/// <summary>
/// What a term of the index stands for, besides words. The value is the first byte of the stored term: a byte with which no
/// UTF-8 text begins.
/// </summary>
internal enum TermKind : byte
{
    Context = 0x80,
    Tenant = 0x81,
    Actor = 0x82,
    OnBehalfOf = 0x83,
    ResourceType = 0x84,
    Action = 0x85,
    Category = 0x86,
    Outcome = 0x87,
    ResourceId = 0x88,
    Session = 0x89,
    Correlation = 0x8A,
    Operation = 0x8B,

    /// <summary>A changed path.</summary>
    Path = 0x8C,

    /// <summary>The first segment of a changed path.</summary>
    Root = 0x8D,

    /// <summary><c>path=value</c> before a change, ASCII letters in lower case.</summary>
    Old = 0x8E,

    /// <summary><c>path=value</c> after a change.</summary>
    New = 0x8F,

    /// <summary>An event with more words than are indexed.</summary>
    Overflow = 0x90,
}
