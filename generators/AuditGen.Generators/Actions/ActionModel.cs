namespace AuditGen.Generators;

/// <summary>One action that a handler declares.</summary>
internal sealed record ActionModel
{
    public required string Code { get; init; }

    /// <summary>The member of <c>AuditCategory</c>.</summary>
    public required string Category { get; init; }

    public required string Context { get; init; }

    public required string ResourceType { get; init; }

    public required bool EmitWhenUnchanged { get; init; }

    public required ImmutableEquatableArray<string> FormerCodes { get; init; }

    /// <summary>The handler, as a full type name.</summary>
    public required string Handler { get; init; }

    /// <summary>Whether it is named by <c>OnFailure</c> only; another declaration of the code says more.</summary>
    public bool IsFailure { get; init; }

    /// <summary>The namespace of the event class.</summary>
    public required string Namespace { get; init; }

    /// <summary>The state of the resource and its resource type; <see langword="null"/> where none is generated.</summary>
    public string? State { get; init; }

    public string? Resource { get; init; }

    /// <summary>The resource in C#.</summary>
    public required string SourceType { get; init; }

    public bool IsPublic { get; init; }

    /// <summary>The warnings that naming the resource gives.</summary>
    public ImmutableEquatableArray<string> WarningIds { get; init; } = ImmutableEquatableArray<string>.Empty;
}
