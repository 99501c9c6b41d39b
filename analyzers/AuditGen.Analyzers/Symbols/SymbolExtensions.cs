using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Analyzers.Symbols;

/// <summary>Small questions to symbols and attributes.</summary>
internal static class SymbolExtensions
{
    public static bool Is(this ISymbol? symbol, ISymbol? other) =>
        symbol is not null && other is not null && SymbolEqualityComparer.Default.Equals(symbol, other);

    public static bool Is(this AttributeData attribute, INamedTypeSymbol? type) => attribute.AttributeClass.Is(type);

    public static AttributeData? Find(this ISymbol symbol, INamedTypeSymbol? attributeType)
    {
        if (attributeType is null)
        {
            return null;
        }

        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.Is(attributeType))
            {
                return attribute;
            }
        }

        return null;
    }

    public static bool Has(this ISymbol symbol, INamedTypeSymbol? attributeType) => symbol.Find(attributeType) is not null;

    public static string? StringArgument(this AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index && attribute.ConstructorArguments[index] is { Kind: TypedConstantKind.Primitive, Value: string text }
            ? text
            : null;

    public static string? NamedString(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value.Value as string;
            }
        }

        return null;
    }

    /// <summary>The strings of an array argument.</summary>
    public static IEnumerable<string> NamedStrings(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value is { Kind: TypedConstantKind.Array, IsNull: false })
            {
                return argument.Value.Values.Select(v => v.Value as string ?? string.Empty);
            }
        }

        return [];
    }

    /// <summary>The name of an enum value, or its number where it has none.</summary>
    public static string EnumName(this TypedConstant constant)
    {
        foreach (ISymbol member in constant.Type?.GetMembers() ?? [])
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, constant.Value))
            {
                return field.Name;
            }
        }

        return constant.Value?.ToString() ?? string.Empty;
    }

    public static Location? FirstSourceLocation(this ISymbol symbol)
    {
        foreach (Location location in symbol.Locations)
        {
            if (location.IsInSource)
            {
                return location;
            }
        }

        return null;
    }

    public static Location LocationOf(this AttributeData attribute, ISymbol fallback, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference is { } reference
            ? reference.GetSyntax(cancellationToken).GetLocation()
            : fallback.FirstSourceLocation() ?? Location.None;

    public static bool DerivesFrom(this ITypeSymbol? type, ITypeSymbol? baseType)
    {
        for (; type is not null && baseType is not null; type = type.BaseType)
        {
            if (type.OriginalDefinition.Is(baseType.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    public static bool DerivesFromOrImplements(this ITypeSymbol? type, ITypeSymbol? baseType) =>
        type is not null && baseType is not null
        && (type.DerivesFrom(baseType) || type.AllInterfaces.Any(i => i.OriginalDefinition.Is(baseType.OriginalDefinition)));

    /// <summary>Whether the full name, without type arguments, is the given one.</summary>
    public static bool IsNamed(this ISymbol? symbol, string @namespace, string name)
    {
        if (symbol is null || symbol.MetadataName != name)
        {
            return false;
        }

        INamespaceSymbol? current = symbol.ContainingNamespace;
        int end = @namespace.Length;
        while (end > 0)
        {
            int dot = @namespace.LastIndexOf('.', end - 1);
            string part = @namespace.Substring(dot + 1, end - dot - 1);
            if (current is null || current.Name != part)
            {
                return false;
            }

            current = current.ContainingNamespace;
            end = dot;
        }

        return current is null or { IsGlobalNamespace: true };
    }

    /// <summary>Whether the type is one of the base class library's or of what Microsoft delivers beside it.</summary>
    public static bool IsOfFramework(this ITypeSymbol type)
    {
        INamespaceSymbol? root = type.ContainingNamespace;
        while (root is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            root = root.ContainingNamespace;
        }

        return root?.Name is "System" or "Microsoft";
    }

    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
