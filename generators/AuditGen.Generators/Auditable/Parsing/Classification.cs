using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>How a value is classified.</summary>
internal enum Classification
{
    None,
    Mask,
    Hash,
    Omit,
}

/// <summary>Reads the classification of members and types.</summary>
internal static class ClassificationParser
{
    /// <summary>The classification of a member: its own, or else that of its type.</summary>
    public static Classification Of(ISymbol member, ITypeSymbol type, ParseSession session)
    {
        AttributeData? attribute = session.Annotations.Of(member)[Annotation.Sensitive] ?? OfType(type, session);
        return attribute is null ? Classification.None
            : attribute.ConstructorArguments is [{ Value: int value }] && value is 0 or 1 or 2 ? (Classification)(value + 1) // the values of AuditGen.Sensitivity
            : Classification.Mask;
    }

    /// <summary>The classification of the type, of what it extends, or of what it is a collection of: what may hold a secret is one.</summary>
    private static AttributeData? OfType(ITypeSymbol type, ParseSession session)
    {
        TypeFacts facts = session.Facts(type);
        if (!facts.Sensitive.IsKnown)
        {
            // A type that is a collection of itself ends here.
            facts.Sensitive = (null, true);
            facts.Sensitive = (Find(type, facts, session), true);
        }

        return facts.Sensitive.Attribute;
    }

    private static AttributeData? Find(ITypeSymbol type, TypeFacts facts, ParseSession session)
    {
        for (ITypeSymbol? current = facts.Underlying; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (AuditAttributes.Find(current.OriginalDefinition, "AuditSensitiveAttribute") is { } attribute)
            {
                return attribute;
            }
        }

        if (type is IArrayTypeSymbol array)
        {
            return OfType(array.ElementType, session);
        }

        if (facts.Dictionary is { } entry)
        {
            return OfType(entry.TypeArguments[0], session) ?? OfType(entry.TypeArguments[1], session);
        }

        return facts.Element is { } element ? OfType(element, session) : null;
    }
}
