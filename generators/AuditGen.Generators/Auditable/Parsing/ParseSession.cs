using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>
/// Makes the models of one compilation. What several types have in common (a value object, an enum, a namespace) is looked at
/// once. Holds symbols, so it lives no longer than the compilation; its results hold none. Not for several threads at a time.
/// </summary>
internal sealed class ParseSession
{
    private readonly Dictionary<ITypeSymbol, TypeFacts> _facts = new(SymbolEqualityComparer.IncludeNullability);
    private readonly Dictionary<INamedTypeSymbol, (GeneratedNames Names, bool IsForeign)> _names = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamespaceSymbol, string> _beside = new(SymbolEqualityComparer.Default);

    public ParseSession(Compilation compilation)
    {
        Compilation = compilation;
        Assembly = compilation.Assembly;
        NamespaceSuffix = AuditAttributes.NamespaceSuffix(Assembly);
        AssemblyWarningIds = WarningIds.OfAssembly(Assembly);
        Annotations = new AnnotationReader();
        Members = new MemberCollector(Annotations);
        Types = new TypeParser(this);
        Shapes = new ShapeParser(this);
    }

    public Compilation Compilation { get; }

    public IAssemblySymbol Assembly { get; }

    /// <summary>The last part of the namespaces generated in this assembly.</summary>
    public string NamespaceSuffix { get; }

    /// <summary>The warnings that all public generated code gives.</summary>
    public IReadOnlyList<string> AssemblyWarningIds { get; }

    public AnnotationReader Annotations { get; }

    public MemberCollector Members { get; }

    public TypeParser Types { get; }

    public ShapeParser Shapes { get; }

    public TypeFacts Facts(ITypeSymbol type)
    {
        if (!_facts.TryGetValue(type, out TypeFacts? facts))
        {
            facts = new TypeFacts(type, Assembly);
            _facts.Add(type, facts);
        }

        return facts;
    }

    public bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Assembly);

    /// <summary>
    /// The names for a type. A type of this assembly, or one whose own assembly generated for it, has them beside it; for
    /// any other type they are generated here, under this assembly's namespace.
    /// </summary>
    public GeneratedNames Names(INamedTypeSymbol type, out bool isForeign)
    {
        if (!_names.TryGetValue(type, out (GeneratedNames Names, bool IsForeign) found))
        {
            found = type.ContainingAssembly is null || IsOwn(type)
                ? (new GeneratedNames(Beside(type.ContainingNamespace), GeneratedNames.BaseNameOf(type)), false)
                : GeneratedNames.OfReferenced(type, this);
            _names.Add(type, found);
        }

        isForeign = found.IsForeign;
        return found.Names;
    }

    /// <summary>Whether the user has a type where the generated one would go.</summary>
    public bool IsTaken(GeneratedNames names) => Assembly.GetTypeByMetadataName(names.Namespace + "." + names.BaseName + "State") is not null;

    private string Beside(INamespaceSymbol @namespace)
    {
        if (!_beside.TryGetValue(@namespace, out string? beside))
        {
            beside = GeneratedNames.Beside(@namespace, Assembly, NamespaceSuffix);
            _beside.Add(@namespace, beside);
        }

        return beside;
    }
}
