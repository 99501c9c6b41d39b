using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators.Handlers;

/// <summary>Questions about symbols that the handler parser asks.</summary>
internal static class HandlerSymbols
{
    /// <summary>Full names with nullable annotations, as generated code writes types.</summary>
    public static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Full names without <c>global::</c>, for namespace declarations.</summary>
    public static readonly SymbolDisplayFormat WithoutGlobal =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static readonly string[] _handlingNames = ["Handle", "Execute", "Consume", "Process", "Invoke", "Run", "Apply"];

    /// <summary>The <c>[Audited]</c> declarations of a symbol, in the order written.</summary>
    public static List<AttributeData> AuditedOf(ISymbol symbol) =>
        [.. symbol.GetAttributes().Where(attribute => AuditAttributes.Is(attribute, "AuditedAttribute") && AuditedDeclaration.IsValid(attribute))];

    /// <summary>Whether code elsewhere in the assembly can name the type.</summary>
    public static bool IsReachable(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return IsReachable(array.ElementType);
            case ITypeParameterSymbol:
                return true;
            case INamedTypeSymbol named:
                for (INamedTypeSymbol? each = named; each is not null; each = each.ContainingType)
                {
                    if (each.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || each.IsFileLocal
                        || each.TypeKind == TypeKind.Error || !each.TypeArguments.All(IsReachable))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a method's name is one that handlers have.</summary>
    public static bool HasHandlingName(IMethodSymbol method)
    {
        string name = method.Name.EndsWith("Async", StringComparison.Ordinal) ? method.Name.Substring(0, method.Name.Length - 5) : method.Name;
        return _handlingNames.Contains(name);
    }

    public static bool IsCancellationToken(ITypeSymbol type) => type.ToDisplayString() == "System.Threading.CancellationToken";

    /// <summary>The parameter that carries the command: the first that is not a cancellation token.</summary>
    public static IParameterSymbol? CommandOf(IMethodSymbol method) => method.Parameters.FirstOrDefault(parameter => !IsCancellationToken(parameter.Type));

    /// <summary>What a method returns, and the type of the value.</summary>
    public static (ReturnKind Kind, ITypeSymbol? Value) ReturnOf(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
        {
            return (ReturnKind.Void, null);
        }

        bool byReference = method.RefKind != RefKind.None || method.Parameters.Any(parameter => parameter.RefKind is not RefKind.None);
        if (method.ReturnType is INamedTypeSymbol named && named.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks"
            && named.Name is "Task" or "ValueTask" && named.ContainingType is null)
        {
            bool refStruct = method.Parameters.Any(parameter => parameter.Type.IsRefLikeType);
            return byReference || refStruct ? (ReturnKind.Unsupported, null)
                : named.IsGenericType ? (ReturnKind.TaskOfValue, named.TypeArguments[0])
                : (ReturnKind.Task, null);
        }

        bool awaitable = method.ReturnType.GetMembers("GetAwaiter").OfType<IMethodSymbol>().Any(each => each.Parameters.IsEmpty);
        bool stream = method.ReturnType.OriginalDefinition.ToDisplayString() is "System.Collections.Generic.IAsyncEnumerable<T>";
        return awaitable || stream || method.RefKind != RefKind.None ? (ReturnKind.Unsupported, null) : (ReturnKind.Value, method.ReturnType);
    }

    /// <summary>How a result tells success from failure, or <see langword="null"/>.</summary>
    public static SuccessTest? SuccessOf(ITypeSymbol? type)
    {
        if (type is null)
        {
            return null;
        }

        foreach ((string name, bool failure) in new[] { ("IsSuccess", false), ("Succeeded", false), ("IsFailure", true), ("Failed", true) })
        {
            for (ITypeSymbol? each = type; each is not null; each = each.BaseType)
            {
                if (each.GetMembers(name).OfType<IPropertySymbol>().Any(IsReadableBool))
                {
                    return new SuccessTest(name, failure, type.IsReferenceType);
                }
            }

            if (type.AllInterfaces.Any(each => each.GetMembers(name).OfType<IPropertySymbol>().Any(IsReadableBool)) && type.TypeKind == TypeKind.Interface)
            {
                return new SuccessTest(name, failure, MayBeNull: true);
            }
        }

        return null;
    }

    /// <summary>The type parameters of a type and those around it, with brackets.</summary>
    public static string TypeParametersOf(IEnumerable<ITypeParameterSymbol> parameters)
    {
        string joined = string.Join(", ", parameters.Select(parameter => Naming.Escape(parameter.Name)));
        return joined.Length == 0 ? "" : $"<{joined}>";
    }

    /// <summary>The constraint clauses of type parameters, each with a blank before.</summary>
    public static string ConstraintsOf(IEnumerable<ITypeParameterSymbol> parameters) => string.Concat(parameters.Select(ConstraintOf));

    private static string ConstraintOf(ITypeParameterSymbol parameter)
    {
        List<string> parts = [];
        if (parameter.HasUnmanagedTypeConstraint)
        {
            parts.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            parts.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            parts.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            parts.Add("notnull");
        }

        parts.AddRange(parameter.ConstraintTypes.Select(type => type.ToDisplayString(Full)));
        if (parameter.HasConstructorConstraint)
        {
            parts.Add("new()");
        }

        if (parameter.AllowsRefLikeType)
        {
            parts.Add("allows ref struct");
        }

        return parts.Count == 0 ? "" : $" where {Naming.Escape(parameter.Name)} : {string.Join(", ", parts)}";
    }

    private static bool IsReadableBool(IPropertySymbol property) =>
        property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null, Type.SpecialType: SpecialType.System_Boolean };
}
