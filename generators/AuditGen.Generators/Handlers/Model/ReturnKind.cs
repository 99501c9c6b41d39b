namespace AuditGen.Generators.Handlers;

/// <summary>What a handler method returns, as far as its decorator cares.</summary>
internal enum ReturnKind
{
    /// <summary>Nothing; synchronous.</summary>
    Void,

    /// <summary>A value; synchronous.</summary>
    Value,

    /// <summary><c>Task</c> or <c>ValueTask</c>.</summary>
    Task,

    /// <summary><c>Task&lt;T&gt;</c> or <c>ValueTask&lt;T&gt;</c>.</summary>
    TaskOfValue,

    /// <summary>Something that a decorator cannot await: a stream, a task-like type of the application's own.</summary>
    Unsupported,
}
