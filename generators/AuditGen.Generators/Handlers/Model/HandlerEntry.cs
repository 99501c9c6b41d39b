namespace AuditGen.Generators.Handlers;

/// <summary>What the module needs to know of a handler.</summary>
/// <param name="DescriptionClass">The full name of the class with its descriptions.</param>
/// <param name="Properties">The descriptions.</param>
internal sealed record HandlerEntry(string DescriptionClass, ImmutableEquatableArray<string> Properties);
