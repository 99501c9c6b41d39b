using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Model;

/// <summary>Whether instances of a type can change after they were made.</summary>
internal static class Mutability
{
    private static readonly HashSet<string> MutableCollections = new(StringComparer.Ordinal)
    {
        "List", "Dictionary", "HashSet", "SortedSet", "SortedDictionary", "SortedList", "Queue", "Stack", "LinkedList", "Collection",
        "ObservableCollection", "IList", "ICollection", "IDictionary", "ISet", "ConcurrentDictionary", "ConcurrentBag", "ConcurrentQueue",
    };

    public static bool CanChange(ITypeSymbol type)
    {
        if (type.IsValueType)
        {
            return false;
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } || type.FirstSourceLocation() is null)
        {
            // Fields of metadata may be trimmed from reference assemblies; records alone can be told.
            return !type.IsRecord;
        }

        for (ITypeSymbol? current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            if (current.GetMembers().Any(HoldsWhatCanChange))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldsWhatCanChange(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: false, IsConst: false } field => !field.IsReadOnly || IsMutableCollection(field.Type),
        IPropertySymbol { IsStatic: false, SetMethod: { IsInitOnly: false } } => true,
        _ => false,
    };

    private static bool IsMutableCollection(ITypeSymbol type) =>
        type is IArrayTypeSymbol || (type is INamedTypeSymbol && MutableCollections.Contains(type.Name));
}
