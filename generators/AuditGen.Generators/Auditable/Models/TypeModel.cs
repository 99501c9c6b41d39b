namespace AuditGen.Generators;

/// <summary>Everything that is generated for one type follows from this.</summary>
internal sealed record TypeModel
{
    /// <summary>The type in C#, such as <c>global::N.Invoice</c>.</summary>
    public required string SourceType { get; init; }

    /// <summary>The type as people name it, such as <c>Invoice</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The namespace of what is generated.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name that generated names begin with.</summary>
    public required string BaseName { get; init; }

    public required TypeRole Role { get; init; }

    public required bool IsPublic { get; init; }

    public required bool IsValueType { get; init; }

    public required bool IsSealed { get; init; }

    public required bool IsAbstract { get; init; }

    public required bool IsMutable { get; init; }

    public required string StoredName { get; init; }

    public string? Context { get; init; }

    public required ImmutableEquatableArray<string> FormerNames { get; init; }

    public required ImmutableEquatableArray<MemberModel> Members { get; init; }

    public KeyModel? Key { get; init; }

    /// <summary>The state member people know it by.</summary>
    public string? NameMember { get; init; }

    /// <summary>The state member with its version.</summary>
    public string? VersionMember { get; init; }

    /// <summary>States of annotated base types and interfaces in this assembly, nearest first.</summary>
    public required ImmutableEquatableArray<string> BaseStates { get; init; }

    /// <summary>The warnings that naming the type and its members gives.</summary>
    public required ImmutableEquatableArray<string> WarningIds { get; init; }

    public string StateName => BaseName + "State";

    /// <summary>The full name of the state.</summary>
    public string State => "global::" + Namespace + "." + StateName;
}

/// <summary>What a type is to the audit.</summary>
internal enum TypeRole
{
    Resource,
    Part,
    Value,
}
