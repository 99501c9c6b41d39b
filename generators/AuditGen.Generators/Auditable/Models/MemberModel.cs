namespace AuditGen.Generators;

/// <summary>One recorded member.</summary>
internal sealed record MemberModel
{
    /// <summary>Its name in the state.</summary>
    public required string Name { get; init; }

    /// <summary>Its stored name.</summary>
    public required string StoredName { get; init; }

    public required ImmutableEquatableArray<string> FormerNames { get; init; }

    public required Shape Shape { get; init; }

    /// <summary>How the member is read, with <c>$</c> in place of the instance.</summary>
    public required string Access { get; init; }

    /// <summary>The declaration of the accessor that <see cref="Access"/> calls, where the member is out of reach.</summary>
    public string? Accessor { get; init; }
}
