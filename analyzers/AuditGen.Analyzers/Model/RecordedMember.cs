using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Model;

/// <summary>A member of an auditable type that is recorded, or would be were it not ignored.</summary>
/// <param name="Symbol">The property or field.</param>
/// <param name="Type">Its type.</param>
internal sealed record RecordedMember(ISymbol Symbol, ITypeSymbol Type)
{
    /// <summary>The members that the type, and its base types, let recorded; of hidden and overridden ones the most derived.</summary>
    public static IEnumerable<RecordedMember> Of(INamedTypeSymbol type, AuditSymbols symbols)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (INamedTypeSymbol? current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
        {
            foreach (RecordedMember member in DeclaredBy(current, symbols))
            {
                if (seen.Add(member.Symbol.Name))
                {
                    yield return member;
                }
            }
        }
    }

    public static IEnumerable<RecordedMember> DeclaredBy(INamedTypeSymbol type, AuditSymbols symbols)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.IsStatic || member.IsImplicitlyDeclared)
            {
                continue;
            }

            bool isPublic = member.DeclaredAccessibility == Accessibility.Public;
            switch (member)
            {
                case IPropertySymbol { IsIndexer: false, GetMethod: not null } property when isPublic || IsAnnotated(member, symbols):
                    yield return new RecordedMember(property, property.Type);
                    break;
                case IFieldSymbol { IsConst: false } field when isPublic || IsAnnotated(member, symbols):
                    yield return new RecordedMember(field, field.Type);
                    break;
            }
        }
    }

    public bool IsIgnored(AuditSymbols symbols) => Symbol.Has(symbols.Ignore);

    private static bool IsAnnotated(ISymbol member, AuditSymbols symbols)
    {
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (attribute.Is(symbols.Key) || attribute.Is(symbols.Name) || attribute.Is(symbols.Version) || attribute.Is(symbols.Sensitive)
                || attribute.Is(symbols.Personal) || attribute.Is(symbols.Reference) || attribute.Is(symbols.Ordered) || attribute.Is(symbols.Formerly)
                || attribute.Is(symbols.Member))
            {
                return true;
            }
        }

        return false;
    }
}
