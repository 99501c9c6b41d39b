using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Questions about symbols.</summary>
internal static class SymbolFacts
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat AnnotatedFormat = TypeFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type in C#, without a question mark for references: <c>global::N.Invoice</c>, <c>int</c>.</summary>
    public static string CSharp(this ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(TypeFormat);

    /// <summary>The type in C# with all its question marks.</summary>
    public static string AnnotatedCSharp(this ITypeSymbol type) => type.ToDisplayString(AnnotatedFormat);

    public static bool IsAuditable(this ITypeSymbol type) => AuditAttributes.Has(type.OriginalDefinition, "AuditableAttribute");

    /// <summary>The type inside <c>T?</c> of a value type, or the type itself.</summary>
    public static ITypeSymbol Underlying(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>Whether code in the assembly can name the type.</summary>
    public static bool IsNameable(this ITypeSymbol type, IAssemblySymbol assembly) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsNameable(assembly),
        ITypeParameterSymbol or IPointerTypeSymbol or IFunctionPointerTypeSymbol or IErrorTypeSymbol => false,
        INamedTypeSymbol named => !named.IsFileLocal
            && !named.IsRefLikeType
            && !named.IsAnonymousType
            && !named.IsUnboundGenericType
            && named.IsReachable(assembly)
            && !HasFileLocalContainer(named)
            && AllTypeArguments(named).All(argument => argument.IsNameable(assembly)),
        _ => false,
    };

    /// <summary>
    /// Whether code in the assembly, outside the symbol's own type and those derived from it, can use the symbol. What
    /// <see cref="Compilation.IsSymbolAccessibleWithin"/> says too, at a fraction of its cost: it is asked for every member at
    /// every edit.
    /// </summary>
    public static bool IsReachable(this ISymbol symbol, IAssemblySymbol assembly)
    {
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingType)
        {
            bool isReachable = current.DeclaredAccessibility switch
            {
                Accessibility.Public or Accessibility.NotApplicable => true,
                Accessibility.Internal or Accessibility.ProtectedOrInternal => current.ContainingAssembly is { } home
                    && (SymbolEqualityComparer.Default.Equals(home, assembly) || home.GivesAccessTo(assembly)),
                _ => false,
            };
            if (!isReachable)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the type may appear in a public signature.</summary>
    public static bool IsEffectivelyPublic(this ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return array.ElementType.IsEffectivelyPublic();
        }

        for (ISymbol? symbol = type; symbol is ITypeSymbol; symbol = symbol.ContainingType)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.NotApplicable))
            {
                return false;
            }
        }

        return type is not INamedTypeSymbol named || named.TypeArguments.All(IsEffectivelyPublic);
    }

    /// <summary>The type of a property, field or parameter.</summary>
    public static ITypeSymbol ValueType(this ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => ((IFieldSymbol)member).Type,
    };

    /// <summary>The construction of an interface that the type is or implements, or <see langword="null"/>.</summary>
    public static INamedTypeSymbol? Implemented(this ITypeSymbol type, string @namespace, string name, int arity)
    {
        if (type is INamedTypeSymbol named && Is(named, @namespace, name, arity))
        {
            return named;
        }

        foreach (INamedTypeSymbol candidate in type.AllInterfaces)
        {
            if (Is(candidate, @namespace, name, arity))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool Is(INamedTypeSymbol type, string @namespace, string name, int arity) =>
        type.Arity == arity && type.Name == name && type.ContainingType is null && type.ContainingNamespace.IsNamed(@namespace);

    /// <summary>Whether a namespace has a full name; does not build its own.</summary>
    private static bool IsNamed(this INamespaceSymbol? @namespace, string fullName)
    {
        int end = fullName.Length;
        for (; @namespace is { IsGlobalNamespace: false }; @namespace = @namespace.ContainingNamespace)
        {
            string name = @namespace.Name;
            int start = end - name.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, name, 0, name.Length) != 0 || (start > 0 && fullName[start - 1] != '.'))
            {
                return false;
            }

            if (start == 0)
            {
                return @namespace.ContainingNamespace is { IsGlobalNamespace: true };
            }

            end = start - 1;
        }

        return false;
    }

    public static string FullName(this INamespaceSymbol? @namespace) =>
        @namespace is null or { IsGlobalNamespace: true } ? string.Empty : @namespace.ToDisplayString();

    public static bool IsInSystem(this ITypeSymbol type)
    {
        INamespaceSymbol? @namespace = type.ContainingNamespace;
        while (@namespace is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            @namespace = @namespace.ContainingNamespace;
        }

        return @namespace is { Name: "System" or "Microsoft" };
    }

    private static bool HasFileLocalContainer(INamedTypeSymbol type) => type.ContainingType is { } container && (container.IsFileLocal || HasFileLocalContainer(container));

    private static IEnumerable<ITypeSymbol> AllTypeArguments(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            foreach (ITypeSymbol argument in current.TypeArguments)
            {
                yield return argument;
            }
        }
    }
}
