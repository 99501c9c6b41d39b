namespace AuditGen.Writing;

/// <summary>What an item in the writer's queue is.</summary>
internal enum WriteItemKind : byte
{
    /// <summary>The events of an operation, and the end of its intent.</summary>
    Events,

    /// <summary>The intent of an operation that is about to run.</summary>
    OpenIntent,

    /// <summary>The end of an operation that leaves no event.</summary>
    CloseIntent,
}
