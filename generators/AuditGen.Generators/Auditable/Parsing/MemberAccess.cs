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

        bool isField = member is IFieldSymbol;
        INamedTypeSymbol declaring = member.ContainingType;
        string kind = isField ? "Field" : "Method";
        string target = isField ? member.Name : getter.MetadataName;
        string result = (isField ? "ref " : string.Empty) + session.Facts(member.ValueType()).Annotated;
        string parameter = (type.IsValueType ? "ref " : string.Empty) + session.Facts(declaring).CSharp;
        return (
            $"Get{name}({(type.IsValueType ? "ref " : string.Empty)}$)",
            $"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.{kind}, Name = {Naming.Literal(target)})]\n"
            + $"private static extern {result} Get{name}({parameter} source);");
    }

    /// <summary>Whether naming the member is an error, which no pragma can turn off.</summary>
    private static bool IsForbidden(ISymbol member) => member.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" }
        && attribute.ConstructorArguments is [_, { Value: true }]);
}
