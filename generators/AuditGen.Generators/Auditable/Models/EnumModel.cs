namespace AuditGen.Generators;

/// <summary>An enum whose names are generated.</summary>
/// <param name="SourceType">The enum in C#.</param>
/// <param name="Namespace">The namespace of what is generated.</param>
/// <param name="ClassName">The generated type.</param>
/// <param name="IsFlags">Whether values combine.</param>
/// <param name="Members">Names and numbers in declaration order.</param>
/// <param name="WarningIds">The warnings that naming the enum gives.</param>
internal sealed record EnumModel(
    string SourceType, string Namespace, string ClassName, bool IsFlags, ImmutableEquatableArray<EnumMemberModel> Members, ImmutableEquatableArray<string> WarningIds);

/// <summary>One member of an enum; by number, because it may be obsolete.</summary>
internal sealed record EnumMemberModel(string Name, string Value);
