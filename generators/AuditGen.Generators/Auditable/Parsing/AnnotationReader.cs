using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Finds the annotations of members: each member's attributes are bound and read once.</summary>
internal sealed class AnnotationReader
{
    private readonly Dictionary<ISymbol, MemberAnnotations> _members = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<IParameterSymbol>> _parameters = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<ISymbol>> _implemented = new(SymbolEqualityComparer.Default);

    /// <summary>The annotations on a member, on what it overrides or implements, and on the constructor parameter of its name.</summary>
    public MemberAnnotations Of(ISymbol member)
    {
        if (_members.TryGetValue(member, out MemberAnnotations? known))
        {
            return known;
        }

        var found = new MemberAnnotations();
        for (ISymbol? current = member; current is not null; current = (current as IPropertySymbol)?.OverriddenProperty)
        {
            found.Add(current.GetAttributes());
        }

        if (member is IPropertySymbol or IFieldSymbol)
        {
            AddParameters(found, member);
        }

        if (member is IPropertySymbol property)
        {
            AddImplemented(found, property);
        }

        _members.Add(member, found);
        return found;
    }

    private void AddParameters(MemberAnnotations found, ISymbol member)
    {
        if (!_parameters.TryGetValue(member.ContainingType, out List<IParameterSymbol>? annotated))
        {
            annotated = [];
            foreach (IMethodSymbol constructor in member.ContainingType.InstanceConstructors)
            {
                annotated.AddRange(constructor.Parameters.Where(static parameter => new MemberAnnotations().Add(parameter.GetAttributes())));
            }

            _parameters.Add(member.ContainingType, annotated);
        }

        foreach (IParameterSymbol parameter in annotated)
        {
            if (parameter.Name == member.Name)
            {
                found.Add(parameter.GetAttributes());
            }
        }
    }

    private void AddImplemented(MemberAnnotations found, IPropertySymbol property)
    {
        if (!_implemented.TryGetValue(property.ContainingType, out List<ISymbol>? annotated))
        {
            annotated = [.. property.ContainingType.AllInterfaces
                .Where(static implemented => !implemented.IsInSystem())
                .SelectMany(static implemented => implemented.GetMembers())
                .Where(static candidate => candidate is IPropertySymbol && new MemberAnnotations().Add(candidate.GetAttributes()))];
            _implemented.Add(property.ContainingType, annotated);
        }

        foreach (ISymbol candidate in annotated)
        {
            if (candidate.Name == MemberCollector.NameOf(property)
                && SymbolEqualityComparer.Default.Equals(property.ContainingType.FindImplementationForInterfaceMember(candidate), property))
            {
                found.Add(candidate.GetAttributes());
            }
        }
    }
}
