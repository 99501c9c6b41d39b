using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Model;

/// <summary>Finds the way back from a part to the type that contains it.</summary>
internal sealed class CycleFinder(AuditSymbols symbols)
{
    private readonly MemberShapes _shapes = new(symbols);

    /// <summary>The way from <paramref name="part"/> to <paramref name="owner"/>, as a text, or null where there is none.</summary>
    public string? PathBack(INamedTypeSymbol owner, INamedTypeSymbol part)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var steps = new List<string>();
        return Search(part, owner.OriginalDefinition, seen, steps) ? string.Join(" → ", steps) : null;
    }

    private bool Search(INamedTypeSymbol from, INamedTypeSymbol to, HashSet<INamedTypeSymbol> seen, List<string> steps)
    {
        INamedTypeSymbol definition = from.OriginalDefinition;
        if (definition.Is(to) || to.DerivesFrom(definition))
        {
            steps.Add(definition.Name);
            return true;
        }

        if (!seen.Add(definition))
        {
            return false;
        }

        foreach (RecordedMember member in RecordedMember.Of(definition, symbols))
        {
            if (member.IsIgnored(symbols) || member.Symbol.Has(symbols.Reference))
            {
                continue;
            }

            if (_shapes.Of(member.Type) is { Problem: null, Element: INamedTypeSymbol element } && symbols.IsAuditable(element))
            {
                steps.Add($"{definition.Name}.{member.Symbol.Name}");
                if (Search(element, to, seen, steps))
                {
                    return true;
                }

                steps.RemoveAt(steps.Count - 1);
            }
        }

        return false;
    }
}
