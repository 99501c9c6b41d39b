namespace AuditGen.Cli.Catalogue;

/// <summary>One resource type of an assembly's catalogue.</summary>
/// <param name="Context">The business context.</param>
/// <param name="ResourceType">The resource type.</param>
/// <param name="Members">The recorded members as stored paths.</param>
internal sealed record CatalogueResource(string Context, string ResourceType, IReadOnlyList<string> Members);
