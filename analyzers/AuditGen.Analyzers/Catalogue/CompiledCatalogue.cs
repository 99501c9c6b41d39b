using AuditGen.Analyzers.Handlers;
using AuditGen.Analyzers.Model;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Catalogue;

/// <summary>The catalogue of one compilation: what its generated attributes say, or its annotations where none were generated.</summary>
internal sealed class CompiledCatalogue
{
    private readonly Dictionary<string, string[]> _formerCodes = new(StringComparer.Ordinal);
    private readonly List<(string Former, string Now)> _renames = [];
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    private CompiledCatalogue()
    {
    }

    /// <summary>Each line of the lock that the catalogue would write.</summary>
    public HashSet<string> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>The actions by code.</summary>
    public Dictionary<string, ActionMeaning> Actions { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it knows the recorded members at all.</summary>
    public bool KnowsMembers { get; private set; }

    public static CompiledCatalogue Of(AuditSymbols symbols, IEnumerable<ActionMeaning> declared, IEnumerable<INamedTypeSymbol> auditable)
    {
        var catalogue = new CompiledCatalogue();
        foreach (AttributeData attribute in symbols.Compilation.Assembly.GetAttributes())
        {
            if (attribute.Is(symbols.CatalogueEntry) && attribute.ConstructorArguments.Length == 4)
            {
                catalogue.Add(Meaning(attribute), [.. attribute.NamedStrings("FormerCodes")]);
            }
            else if (attribute.Is(symbols.CatalogueResource) && attribute.ConstructorArguments.Length == 3)
            {
                catalogue.AddMembers(attribute);
            }
        }

        if (catalogue.Actions.Count == 0)
        {
            foreach (ActionMeaning action in declared)
            {
                catalogue.Add(action, []);
            }
        }

        foreach (INamedTypeSymbol type in auditable)
        {
            catalogue.AddRenames(type, symbols);
        }

        return catalogue;
    }

    /// <summary>The action that was once called so, or null.</summary>
    public string? Renamed(string code) => _formerCodes.FirstOrDefault(f => f.Value.Contains(code, StringComparer.Ordinal)).Key;

    public bool HasType(string context, string resourceType) => _types.Contains(context + " " + resourceType);

    /// <summary>Whether a member that is gone is recorded under another name now.</summary>
    public bool IsRenamed(string context, string resourceType, string path)
    {
        string[] segments = path.Split('/');
        foreach ((string former, string now) in _renames)
        {
            for (int i = 0; i < segments.Length; i++)
            {
                if (segments[i] != former)
                {
                    continue;
                }

                string[] renamed = [.. segments];
                renamed[i] = now;
                if (Lines.Contains(CatalogueLock.Member(context, resourceType, string.Join("/", renamed))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ActionMeaning Meaning(AttributeData attribute) => new(
        attribute.StringArgument(2) ?? string.Empty,
        attribute.StringArgument(0) ?? string.Empty,
        attribute.StringArgument(1) ?? string.Empty,
        attribute.ConstructorArguments[3].EnumName(),
        string.Empty,
        Location: null);

    private void Add(ActionMeaning action, string[] formerCodes)
    {
        Actions[action.Action] = action;
        _formerCodes[action.Action] = formerCodes;
        _types.Add(action.Context + " " + action.ResourceType);
        Lines.Add(CatalogueLock.Action(action.Context, action.ResourceType, action.Action, action.Category));
    }

    private void AddMembers(AttributeData attribute)
    {
        KnowsMembers = true;
        string context = attribute.StringArgument(0) ?? string.Empty;
        string resourceType = attribute.StringArgument(1) ?? string.Empty;
        _types.Add(context + " " + resourceType);
        foreach (string path in attribute.NamedStrings("Members"))
        {
            Lines.Add(CatalogueLock.Member(context, resourceType, path));
        }
    }

    private void AddRenames(INamedTypeSymbol type, AuditSymbols symbols)
    {
        foreach (RecordedMember member in RecordedMember.DeclaredBy(type, symbols))
        {
            foreach (AttributeData attribute in member.Symbol.GetAttributes().Where(a => a.Is(symbols.Formerly)))
            {
                _renames.Add((attribute.StringArgument(0) ?? string.Empty, StoredNames.ToMember(member.Symbol.Name)));
            }
        }
    }
}
