namespace AuditGen.Sqlite.Store;

/// <summary>What a term of the index stands for, besides words. The letter is part of the stored term.</summary>
internal enum TermKind : byte
{
    Context = (byte)'c',
    Tenant = (byte)'t',
    Actor = (byte)'a',
    OnBehalfOf = (byte)'b',
    ResourceType = (byte)'y',
    Action = (byte)'g',
    Category = (byte)'k',
    Outcome = (byte)'u',
    ResourceId = (byte)'i',
    Session = (byte)'s',
    Correlation = (byte)'r',
    Operation = (byte)'p',

    /// <summary>A changed path.</summary>
    Path = (byte)'f',

    /// <summary>The first segment of a changed path.</summary>
    Root = (byte)'m',

    /// <summary><c>path=value</c> before a change, ASCII letters in lower case.</summary>
    Old = (byte)'o',

    /// <summary><c>path=value</c> after a change.</summary>
    New = (byte)'n',

    /// <summary>An event with more words than are indexed.</summary>
    Overflow = (byte)'z',
}
