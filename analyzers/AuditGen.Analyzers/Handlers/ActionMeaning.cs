using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Handlers;

/// <summary>What one declaration says that an action code means.</summary>
/// <param name="Action">The code.</param>
/// <param name="Context">The business context.</param>
/// <param name="ResourceType">The resource type.</param>
/// <param name="Category">The category's name.</param>
/// <param name="Where">The handler or the assembly that says so.</param>
/// <param name="Location">Where it is written; null in a referenced assembly.</param>
internal sealed record ActionMeaning(string Action, string Context, string ResourceType, string Category, string Where, Location? Location)
{
    public string Text => $"{Context}/{ResourceType}/{Category.ToLowerInvariant()}";

    public bool Agrees(ActionMeaning other) => Text == other.Text;
}
