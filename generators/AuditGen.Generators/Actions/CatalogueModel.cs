namespace AuditGen.Generators;

/// <summary>What the catalogue of an assembly says.</summary>
/// <param name="AssemblyName">The simple name.</param>
/// <param name="Namespace">The namespace of what is generated once an assembly.</param>
/// <param name="Actions">The actions by code, those of several handlers merged.</param>
/// <param name="Resources">The resources by full name.</param>
internal sealed record CatalogueModel(
    string AssemblyName,
    string Namespace,
    ImmutableEquatableArray<CatalogueAction> Actions,
    ImmutableEquatableArray<CatalogueResource> Resources);

/// <summary>One action with all handlers that emit it.</summary>
internal sealed record CatalogueAction(ActionModel Action, ImmutableEquatableArray<string> Handlers);

/// <summary>One resource with the paths that are recorded of it.</summary>
internal sealed record CatalogueResource(
    string Context, string ResourceType, string SourceType, string Resource, ImmutableEquatableArray<string> FormerNames, ImmutableEquatableArray<string> Members,
    ImmutableEquatableArray<string> WarningIds);
