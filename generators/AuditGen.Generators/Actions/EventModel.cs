namespace AuditGen.Generators;

/// <summary>One typed event.</summary>
internal sealed record EventModel(
    string Namespace, string ClassName, string Code, string Action, string State, string Resource, string SourceType, bool IsPublic,
    ImmutableEquatableArray<string> WarningIds);
