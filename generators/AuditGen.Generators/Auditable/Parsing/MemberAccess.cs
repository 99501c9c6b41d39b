using AuditGen.Generators.Handlers;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>How generated code reads a member: directly where it is in reach, else through an accessor resolved by the runtime.</summary>
internal static class MemberAccess
{
    /// <returns>The expression, with <c>$</c> for the instance, and the accessor's declaration if one is needed.</returns>
    public static (string Access, string? Accessor) Of(ISymbol member, INamedTypeSymbol type, ParseSession session, string name)
    {
        if (member is IPropertySymbol { ExplicitInterfaceImplementations: [{ } declared, ..] }
            && declared.IsReachable(session.Assembly))
        {
            return ($"(({session.Facts(declared.ContainingType).CSharp})$).{Naming.Escape(declared.Name)}", null);
        }

        ISymbol getter = member is IPropertySymbol property ? property.GetMethod! : member;
        if (getter.IsReachable(session.Assembly) && !IsForbidden(member))
        {
            return ("$." + Naming.Escape(member.Name), null);
        }

        return Accessor(member, getter, type, session, name);
    }

    /// <summary>
    /// An accessor that the runtime resolves. That of a generic type must be generic in the same parameters, so it stands in a
    /// class of its own.
    /// </summary>
    private static (string Access, string Accessor) Accessor(ISymbol member, ISymbol getter, INamedTypeSymbol type, ParseSession session, string name)
    {
        List<ITypeParameterSymbol> parameters = HandlerParser.TypeParametersOf(member.ContainingType.OriginalDefinition);
        bool isField = member is IFieldSymbol;
        string reference = type.IsValueType ? "ref " : string.Empty;
        string method = parameters.Count == 0 ? "Get" + name : "Get";
        string kind = isField ? "Field" : "Method";
        string result = (isField ? "ref " : string.Empty) + session.Facts(member.OriginalDefinition.ValueType()).Annotated;
        string declaration =
            $"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.{kind}, Name = {Naming.Literal(isField ? member.Name : getter.MetadataName)})]\n"
            + $"{(parameters.Count == 0 ? "private" : "public")} static extern {result} {method}({reference}{session.Facts(member.ContainingType.OriginalDefinition).CSharp} source);";
        if (parameters.Count == 0)
        {
            return ($"{method}({reference}$)", declaration);
        }

        string holder = "The" + name;
        IEnumerable<string> arguments = HandlerParser.Chain(member.ContainingType).SelectMany(static level => level.TypeArguments).Select(argument => session.Facts(argument).CSharp);
        return (
            $"{holder}<{string.Join(", ", arguments)}>.{method}({reference}$)",
            $"private static class {holder}{HandlerSymbols.TypeParametersOf(parameters)}{HandlerSymbols.ConstraintsOf(parameters)}\n{{\n    {declaration.Replace("\n", "\n    ")}\n}}");
    }

    /// <summary>Whether naming the member is an error, which no pragma can turn off.</summary>
    private static bool IsForbidden(ISymbol member) => member.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" }
        && attribute.ConstructorArguments is [_, { Value: true }]);
}
