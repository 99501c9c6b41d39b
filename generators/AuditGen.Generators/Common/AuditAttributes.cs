using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Finds the annotations of AuditGen on symbols.</summary>
internal static class AuditAttributes
{
    public const string Auditable = "AuditGen.AuditableAttribute";
    public const string Audited = "AuditGen.AuditedAttribute";

    /// <summary>The attribute of the given simple name, such as <c>AuditKeyAttribute</c>, or <see langword="null"/>.</summary>
    public static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (Is(attribute, name))
            {
                return attribute;
            }
        }

        return null;
    }

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    public static bool Is(AttributeData attribute, string name) => IsOurs(attribute) && attribute.AttributeClass!.Name == name;

    /// <summary>Whether the attribute is one of AuditGen's.</summary>
    public static bool IsOurs(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "AuditGen", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The values of <c>[AuditFormerly]</c>, in the order written.</summary>
    public static IEnumerable<string> FormerNames(ISymbol symbol) =>
        from attribute in symbol.GetAttributes()
        where Is(attribute, "AuditFormerlyAttribute")
        let name = attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string : null
        where name is not null
        select name;

    /// <summary>Context and resource type of <c>[Auditable]</c>; nulls for a part.</summary>
    public static bool TryGetAuditable(ITypeSymbol type, out string? context, out string? resourceType)
    {
        context = null;
        resourceType = null;
        if (Find(type.OriginalDefinition, "AuditableAttribute") is not { } attribute)
        {
            return false;
        }

        ImmutableArray<TypedConstant> arguments = attribute.ConstructorArguments;
        if (arguments.Length == 2 && arguments[0].Value is string first && arguments[1].Value is string second)
        {
            context = first;
            resourceType = second;
        }

        return true;
    }

    /// <summary>The last part of the namespaces generated in an assembly.</summary>
    public static string NamespaceSuffix(IAssemblySymbol assembly) =>
        Find(assembly, "AuditNamespaceAttribute") is { ConstructorArguments: [{ Value: string { Length: > 0 } name }] }
            ? Naming.Identifier(name)
            : Naming.DefaultNamespaceSuffix;
}
