namespace AuditGen.Cli.Catalogue;

/// <summary>One action of an assembly's catalogue.</summary>
/// <param name="Context">The business context.</param>
/// <param name="ResourceType">The resource type.</param>
/// <param name="Code">The action code.</param>
/// <param name="Category">The category in its stored form.</param>
/// <param name="Handlers">The full names of the handlers that emit it.</param>
internal sealed record CatalogueAction(string Context, string ResourceType, string Code, string Category, IReadOnlyList<string> Handlers);
