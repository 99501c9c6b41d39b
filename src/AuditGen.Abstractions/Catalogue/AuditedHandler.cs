using System.Collections.Immutable;

namespace AuditGen;

/// <summary>The generated description of one audited handler method.</summary>
public sealed class AuditedHandler
{
    /// <summary>The handler class, open where generic.</summary>
    public required Type HandlerType { get; init; }

    /// <summary>The handling method's name, such as <c>HandleAsync</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The type of the command, or <see langword="null"/> where the method has none or it depends on type parameters.</summary>
    public Type? CommandType { get; init; }

    /// <summary>The actions that it declares; the first is the one that happened unless the handler says otherwise.</summary>
    public required ImmutableArray<AuditAction> Actions { get; init; }

    /// <summary>The action of the event that a failed command leaves, or <see langword="null"/>.</summary>
    public AuditAction? OnFailure { get; init; }

    /// <summary>Whether it is an operation of its own when nested in another.</summary>
    public bool Independent { get; init; }

    /// <summary>How its service registrations are decorated; empty where it has no interface to decorate.</summary>
    public ImmutableArray<HandlerDecoration> Decorations { get; init; } = [];

    /// <summary>
    /// Hands the reason and the facts of a command to the operation; <see langword="null"/> where the command carries none.
    /// For adapters; decorators do it themselves.
    /// </summary>
    public Action<IAuditOperation, object>? Describe { get; init; }
}
