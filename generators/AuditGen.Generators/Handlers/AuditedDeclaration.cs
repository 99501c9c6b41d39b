using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>
/// Reads <c>[Audited]</c>. A declaration that is wrong is as if it were not there: the analyzers say what is wrong with it.
/// </summary>
internal static class AuditedDeclaration
{
    private static readonly Regex _code = new("^[a-z0-9]+(_[a-z0-9]+)*(\\.[a-z0-9_]+)+$", RegexOptions.CultureInvariant);

    /// <summary>Whether code, category and resource make sense.</summary>
    public static bool IsValid(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string code }, { Value: int category }, { Value: INamedTypeSymbol resource }]
        && IsCode(code)
        && category is >= 1 and <= 27
        && resource.GetAttributes().Any(IsResource);

    public static bool IsCode(string code) => _code.IsMatch(code);

    public static string Code(AttributeData attribute) => (string)attribute.ConstructorArguments[0].Value!;

    public static string? OnFailure(AttributeData attribute) =>
        Named(attribute, "OnFailure") is { Value: string code } && IsCode(code) ? code : null;

    public static bool Independent(AttributeData attribute) => Named(attribute, "Independent") is { Value: true };

    private static bool IsResource(AttributeData attribute) =>
        HandlerSymbols.IsAttribute(attribute, "AuditGen.AuditableAttribute") && attribute.ConstructorArguments is [{ Value: string }, { Value: string }];

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
