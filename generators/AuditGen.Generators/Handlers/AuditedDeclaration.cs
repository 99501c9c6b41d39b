using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>
/// Reads <c>[Audited]</c>. A declaration that is wrong is as if it were not there: the analyzers say what is wrong with it.
/// </summary>
internal static class AuditedDeclaration
{
    /// <summary>Whether an action constant is generated for it.</summary>
    public static bool IsValid(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string code }, { Value: int category }, { Value: INamedTypeSymbol resource }]
        && ActionParser.IsCode(code)
        && category is >= 1 and <= 27
        && AuditAttributes.TryGetAuditable(resource, out string? context, out _)
        && context is not null;

    public static string Code(AttributeData attribute) => (string)attribute.ConstructorArguments[0].Value!;

    public static string? OnFailure(AttributeData attribute) =>
        Named(attribute, "OnFailure") is { Value: string code } && ActionParser.IsCode(code) ? code : null;

    public static bool Independent(AttributeData attribute) => Named(attribute, "Independent") is { Value: true };

    private static TypedConstant? Named(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
