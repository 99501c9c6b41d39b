namespace AuditGen.Generators.Handlers;

/// <summary>What kind of interface member a decorator implements.</summary>
internal enum ServiceMemberKind
{
    Method,
    Property,
    Event,

    /// <summary><c>IDisposable.Dispose</c>: the container disposes the inner handler, which it made.</summary>
    Dispose,

    /// <summary><c>IAsyncDisposable.DisposeAsync</c>, likewise.</summary>
    DisposeAsync,
}
