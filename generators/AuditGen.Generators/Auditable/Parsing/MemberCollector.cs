using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Finds the recorded members of types, those of their bases first.</summary>
internal sealed class MemberCollector(AnnotationReader annotations)
{
    private readonly Dictionary<INamedTypeSymbol, List<ISymbol>> _all = new(SymbolEqualityComparer.IncludeNullability);
    private readonly Dictionary<INamedTypeSymbol, List<ISymbol>> _ofValues = new(SymbolEqualityComparer.IncludeNullability);

    /// <summary>The name by which the member goes: that of the interface's for an explicit implementation.</summary>
    public static string NameOf(ISymbol member)
    {
        int dot = member.Name.LastIndexOf('.');
        return dot < 0 ? member.Name : member.Name.Substring(dot + 1);
    }

    /// <summary>The recorded members of an annotated type.</summary>
    public List<ISymbol> OfAuditable(INamedTypeSymbol type)
    {
        if (!_all.TryGetValue(type, out List<ISymbol>? members))
        {
            members = Collect(type, static _ => true);
            _all.Add(type, members);
        }

        return members;
    }

    /// <summary>
    /// The recorded members of a value object: what it is made of, not what it computes. A property counts when it can be
    /// set, is stored, or is filled by a constructor parameter of its name; where none is, all readable ones count.
    /// </summary>
    public List<ISymbol> OfValue(INamedTypeSymbol type)
    {
        if (!_ofValues.TryGetValue(type, out List<ISymbol>? members))
        {
            members = Collect(type, symbol => IsStored(symbol, type));
            members = members.Count > 0 ? members : OfAuditable(type);
            _ofValues.Add(type, members);
        }

        return members;
    }

    private List<ISymbol> Collect(INamedTypeSymbol type, Func<ISymbol, bool> counts)
    {
        var members = new List<ISymbol>();
        if (type.IsTupleType)
        {
            members.AddRange(type.TupleElements);
            return members;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (INamedTypeSymbol level in Levels(type))
        {
            foreach (ISymbol member in level.GetMembers())
            {
                if (!IsCandidate(member) || !counts(member))
                {
                    continue;
                }

                // The most derived declaration wins, in the place of the one it hides or overrides.
                if (places.TryGetValue(NameOf(member), out int hidden))
                {
                    members[hidden] = member;
                }
                else
                {
                    places.Add(NameOf(member), members.Count);
                    members.Add(member);
                }
            }
        }

        members.RemoveAll(member => annotations.Of(member).Has(Annotation.Ignore));
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
        return isPublic || member.GetAttributes().Any(MemberAnnotations.Includes);
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
