using System.Diagnostics.CodeAnalysis;

namespace AuditGen;

/// <summary>One service type of an audited handler and the generated decorator that wraps it.</summary>
public sealed class HandlerDecoration
{
    /// <summary>The service type as registered: closed, or an open generic definition.</summary>
    public required Type ServiceType { get; init; }

    /// <summary>
    /// The generated decorator; an open generic definition where <see cref="ServiceType"/> is one. Its constructor takes the
    /// inner service first and <see cref="IAuditOperations"/>.
    /// </summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public required Type DecoratorType { get; init; }

    /// <summary>Makes the decorator around an inner service; <see langword="null"/> where it is an open generic definition.</summary>
    public Func<object, IAuditOperations, object>? Decorate { get; init; }
}
