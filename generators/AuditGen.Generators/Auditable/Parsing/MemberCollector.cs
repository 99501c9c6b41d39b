using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Finds the recorded members of a type, those of its bases first.</summary>
internal static class MemberCollector
{
    private static readonly string[] Including =
    [
        "AuditMemberAttribute", "AuditKeyAttribute", "AuditNameAttribute", "AuditVersionAttribute", "AuditReferenceAttribute",
        "AuditOrderedAttribute", "AuditSensitiveAttribute", "AuditFormerlyAttribute", "AuditPersonalDataAttribute",
    ];

    /// <summary>The recorded members of an annotated type.</summary>
    public static List<ISymbol> OfAuditable(INamedTypeSymbol type) => Collect(type, static _ => true);

    /// <summary>
    /// The recorded members of a value object: what it is made of, not what it computes. A property counts when it can be
    /// set, is stored, or is filled by a constructor parameter of its name; where none is, all readable ones count.
    /// </summary>
    public static List<ISymbol> OfValue(INamedTypeSymbol type)
    {
        List<ISymbol> stored = Collect(type, symbol => IsStored(symbol, type));
        return stored.Count > 0 ? stored : Collect(type, static _ => true);
    }

    /// <summary>The annotation on a member, on what it overrides or implements, or on the constructor parameter of its name.</summary>
    public static AttributeData? Annotation(ISymbol member, string name)
    {
        for (ISymbol? current = member; current is not null; current = (current as IPropertySymbol)?.OverriddenProperty)
        {
            if (AuditAttributes.Find(current, name) is { } attribute)
            {
                return attribute;
            }
        }

        foreach (IMethodSymbol constructor in member.ContainingType.InstanceConstructors)
        {
            foreach (IParameterSymbol parameter in constructor.Parameters)
            {
                if (parameter.Name == member.Name && AuditAttributes.Find(parameter, name) is { } attribute)
                {
                    return attribute;
                }
            }
        }

        return member is IPropertySymbol property ? InterfaceAnnotation(property, name) : null;
    }

    /// <summary>The name by which the member goes: that of the interface's for an explicit implementation.</summary>
    public static string NameOf(ISymbol member) => member.Name.Substring(member.Name.LastIndexOf('.') + 1);

    private static AttributeData? InterfaceAnnotation(IPropertySymbol property, string name)
    {
        foreach (INamedTypeSymbol implemented in property.ContainingType.AllInterfaces)
        {
            foreach (ISymbol candidate in implemented.GetMembers(NameOf(property)))
            {
                if (AuditAttributes.Find(candidate, name) is { } attribute
                    && SymbolEqualityComparer.Default.Equals(property.ContainingType.FindImplementationForInterfaceMember(candidate), property))
                {
                    return attribute;
                }
            }
        }

        return null;
    }

    private static List<ISymbol> Collect(INamedTypeSymbol type, Func<ISymbol, bool> counts)
    {
        var members = new List<ISymbol>();
        if (type.IsTupleType)
        {
            members.AddRange(type.TupleElements);
            return members;
        }

        foreach (INamedTypeSymbol level in Levels(type))
        {
            foreach (ISymbol member in level.GetMembers())
            {
                if (!IsCandidate(member) || !counts(member))
                {
                    continue;
                }

                // The most derived declaration wins, in the place of the one it hides or overrides.
                int hidden = members.FindIndex(other => NameOf(other) == NameOf(member));
                if (hidden >= 0)
                {
                    members[hidden] = member;
                }
                else
                {
                    members.Add(member);
                }
            }
        }

        members.RemoveAll(static member => Annotation(member, "AuditIgnoreAttribute") is not null);
        return members;
    }

    private static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            return type.AllInterfaces.Reverse().Concat([type]);
        }

        var levels = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            levels.Push(current);
        }

        return levels;
    }

    private static bool IsCandidate(ISymbol member)
    {
        bool isData = member switch
        {
            IPropertySymbol property => !property.IsStatic && !property.IsIndexer && property.GetMethod is not null && !property.ReturnsByRef && !property.ReturnsByRefReadonly,
            IFieldSymbol field => !field.IsStatic && !field.IsConst && !field.IsImplicitlyDeclared && field.AssociatedSymbol is null && field.RefKind == RefKind.None,
            _ => false,
        };
        if (!isData || (member.IsImplicitlyDeclared && member is IPropertySymbol { Name: "EqualityContract" }))
        {
            return false;
        }

        bool isPublic = member is IPropertySymbol readable
            ? readable.DeclaredAccessibility == Accessibility.Public && readable.GetMethod!.DeclaredAccessibility == Accessibility.Public
            : member.DeclaredAccessibility == Accessibility.Public;
        return isPublic || member.GetAttributes().Any(static attribute => Including.Any(name => AuditAttributes.Is(attribute, name)));
    }

    private static bool IsStored(ISymbol member, INamedTypeSymbol type) => member switch
    {
        IPropertySymbol { SetMethod: not null } => true,
        IPropertySymbol property => property.ContainingType.GetMembers().Any(other => other is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property))
            || type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter =>
                string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type))),
        _ => true,
    };
}
