using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Model;

/// <summary>Tells from its type what a member holds.</summary>
internal sealed class MemberShapes(AuditSymbols symbols)
{
    private const string Ignore = "mark it with [AuditIgnore(\"why\")]";

    private readonly INamedTypeSymbol? _enumerable = symbols.Compilation.GetSpecialType(SpecialType.System_Collections_Generic_IEnumerable_T);

    public MemberShape Of(ITypeSymbol type, bool isReference = false)
    {
        type = WithoutNullable(type);
        if (isReference)
        {
            return Single(type);
        }

        if (type is IArrayTypeSymbol array)
        {
            return array.Rank > 2
                ? Broken(type, "an array of three or more dimensions has no stored form", "use a collection of grids, or " + Ignore)
                : array is { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } ? Single(type) : Collection(array.ElementType);
        }

        if (ProblemOf(type) is { } problem)
        {
            return Broken(type, problem.Reason, problem.Advice);
        }

        if (type.SpecialType == SpecialType.System_String || symbols.IsAuditable(type) || type is not INamedTypeSymbol named)
        {
            return Single(type);
        }

        if (Interface(named, "System.Collections.Generic", "IReadOnlyDictionary`2") is { } readOnly)
        {
            return Dictionary(readOnly.TypeArguments[1]);
        }

        if (Interface(named, "System.Collections.Generic", "IDictionary`2") is { } dictionary)
        {
            return Dictionary(dictionary.TypeArguments[1]);
        }

        if (EnumerableOf(named) is { } elements)
        {
            return Collection(elements);
        }

        return named.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable)
            ? Broken(type, "its elements have no type", "use a generic collection, or " + Ignore)
            : PlainObjectProblem(named) is { } plain ? Broken(type, plain.Reason, plain.Advice) : Single(type);
    }

    public static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private MemberShape Collection(ITypeSymbol element)
    {
        element = WithoutNullable(element);
        MemberShape inner = Of(element);
        return new MemberShape(element, IsCollection: true, IsDictionary: false, Inside("elements", inner), inner.Advice);
    }

    private MemberShape Dictionary(ITypeSymbol value)
    {
        value = WithoutNullable(value);
        MemberShape inner = Of(value);
        return new MemberShape(value, IsCollection: false, IsDictionary: true, Inside("values", inner), inner.Advice);
    }

    private static string? Inside(string what, MemberShape inner) =>
        inner.Problem is { } problem ? $"its {what} cannot, because {problem}" : null;

    private static MemberShape Single(ITypeSymbol type) => new(type, IsCollection: false, IsDictionary: false, Problem: null, Advice: null);

    private static MemberShape Broken(ITypeSymbol type, string reason, string advice) => new(type, IsCollection: false, IsDictionary: false, reason, advice);

    private ITypeSymbol? EnumerableOf(INamedTypeSymbol type) =>
        type.OriginalDefinition.Is(_enumerable)
            ? type.TypeArguments[0]
            : type.AllInterfaces.FirstOrDefault(i => i.OriginalDefinition.Is(_enumerable))?.TypeArguments[0];

    private static INamedTypeSymbol? Interface(INamedTypeSymbol type, string @namespace, string name) =>
        type.OriginalDefinition.IsNamed(@namespace, name)
            ? type
            : type.AllInterfaces.FirstOrDefault(i => i.OriginalDefinition.IsNamed(@namespace, name));

    private static (string Reason, string Advice)? ProblemOf(ITypeSymbol type)
    {
        string name = type.ShortName();
        switch (type.TypeKind)
        {
            case TypeKind.Delegate:
                return ("a delegate has no value", Ignore);
            case TypeKind.Pointer or TypeKind.FunctionPointer:
                return ("a pointer has no value", Ignore);
            case TypeKind.Dynamic:
                return ("'dynamic' says nothing about what it holds", "give it a type, or " + Ignore);
            case TypeKind.Error:
                return null;
        }

        if (type.SpecialType == SpecialType.System_Object)
        {
            return ("'object' says nothing about what it holds", "give it a type, or " + Ignore);
        }

        if (type.IsRefLikeType)
        {
            return ($"'{name}' is a ref struct and cannot be kept", "use an array or ReadOnlyMemory<T>, or " + Ignore);
        }

        if (type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
        {
            return ("an address has no meaning outside the process", Ignore);
        }

        return IsMachinery(type) ? ($"'{name}' is machinery, not a value", Ignore) : null;
    }

    private static bool IsMachinery(ITypeSymbol type)
    {
        ISymbol definition = type.OriginalDefinition;
        if (definition.IsNamed("System", "Type") || definition.IsNamed("System", "Lazy`1") || definition.IsNamed("System.Threading", "CancellationToken")
            || definition.IsNamed("System.Threading.Tasks", "ValueTask") || definition.IsNamed("System.Threading.Tasks", "ValueTask`1")
            || definition.IsNamed("System.Linq", "IQueryable`1") || definition.IsNamed("System.Collections.Generic", "IAsyncEnumerable`1"))
        {
            return true;
        }

        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.IsNamed("System.IO", "Stream") || current.IsNamed("System.Threading.Tasks", "Task")
                || current.IsNamed("System.Linq.Expressions", "Expression") || current.IsNamed("System", "Exception")
                || current.IsNamed("System.Reflection", "MemberInfo") || current.IsNamed("System.Threading", "WaitHandle"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A class of the user's own that neither says which of its members count nor when two of them are equal.</summary>
    private static (string Reason, string Advice)? PlainObjectProblem(INamedTypeSymbol type)
    {
        string name = type.ShortName();
        if (type.FirstSourceLocation() is null || type.IsValueType || type.IsRecord || type.TypeKind == TypeKind.Enum)
        {
            return null;
        }

        const string Advice = "mark the type with [Auditable], make it a record, or mark the member with [AuditReference] or [AuditIgnore(\"why\")]";
        if (type.TypeKind == TypeKind.Interface)
        {
            return ($"the interface '{name}' has no recorded members", Advice);
        }

        for (ITypeSymbol? current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            if (current.GetMembers("Equals").OfType<IMethodSymbol>().Any(m => m.IsOverride || m.Parameters.Length == 1))
            {
                return null;
            }
        }

        return ($"'{name}' is not auditable and has no equality of its own", Advice);
    }
}
