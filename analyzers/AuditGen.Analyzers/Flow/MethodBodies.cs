using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Flow;

/// <summary>Finds the bodies that a call can reach, in the source of one compilation. Lives as long as the compilation is analyzed.</summary>
internal sealed class MethodBodies(AuditSymbols symbols)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<IMethodSymbol, ControlFlowGraph?> _graphs = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _emitting = new(SymbolEqualityComparer.Default);
    private readonly Lazy<ILookup<ISymbol, INamedTypeSymbol>> _derived = new(() => FindDerived(symbols.Compilation.Assembly));

    /// <summary>The control flow of a method that has a body in this compilation.</summary>
    public ControlFlowGraph? GraphOf(IMethodSymbol method, CancellationToken cancellationToken) =>
        _graphs.GetOrAdd(Implementation(method), m => Create(m, cancellationToken));

    /// <summary>Whether a call of the method is an emission: the trail's own, or promised by <c>[EmitsAudit]</c>.</summary>
    public bool IsEmission(IMethodSymbol method) => _emitting.GetOrAdd(method.OriginalDefinition, m => IsTrailAppend(m) || PromisesEmission(m));

    /// <summary>Whether the method, one it overrides, or one it implements is marked <c>[EmitsAudit]</c>.</summary>
    public bool PromisesEmission(IMethodSymbol method)
    {
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            if (current.Has(symbols.EmitsAudit))
            {
                return true;
            }
        }

        if (method.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type)
        {
            return false;
        }

        foreach (INamedTypeSymbol contract in type.AllInterfaces)
        {
            foreach (ISymbol member in contract.GetMembers())
            {
                if (member is IMethodSymbol && member.Has(symbols.EmitsAudit) && type.FindImplementationForInterfaceMember(member).Is(method))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The methods that a virtual call on an unknown instance can reach in this compilation; none where others may implement it.</summary>
    public IReadOnlyList<IMethodSymbol> Targets(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        INamedTypeSymbol type = definition.ContainingType;
        var targets = new List<IMethodSymbol>();
        if (type.TypeKind == TypeKind.Interface && type.DeclaredAccessibility == Accessibility.Public)
        {
            return targets;
        }

        if (!definition.IsAbstract)
        {
            targets.Add(definition);
        }

        foreach (INamedTypeSymbol derived in _derived.Value[type].Where(d => !d.IsAbstract || d.TypeKind != TypeKind.Class))
        {
            if (Find(derived, definition) is { } target && !targets.Contains(target, SymbolEqualityComparer.Default))
            {
                targets.Add(target);
            }
        }

        return targets;
    }

    /// <summary>The method that a virtual call of <paramref name="method"/> reaches on an instance of <paramref name="type"/>.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            INamedTypeSymbol? contract = type.AllInterfaces.FirstOrDefault(i => i.OriginalDefinition.Is(method.ContainingType.OriginalDefinition));
            ISymbol? member = contract?.GetMembers(method.Name).FirstOrDefault(m => m.OriginalDefinition.Is(method.OriginalDefinition));
            return member is null ? null : type.FindImplementationForInterfaceMember(member) as IMethodSymbol;
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (IMethodSymbol candidate in current.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (IMethodSymbol? overridden = candidate; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (overridden.OriginalDefinition.Is(method.OriginalDefinition))
                    {
                        return candidate;
                    }
                }
            }
        }

        return null;
    }

    public static IMethodSymbol Implementation(IMethodSymbol method)
    {
        IMethodSymbol definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.PartialImplementationPart ?? definition;
    }

    private bool IsTrailAppend(IMethodSymbol method)
    {
        if (symbols.Trail is null || !method.Name.StartsWith("Append", StringComparison.Ordinal))
        {
            return false;
        }

        return method.ContainingType.DerivesFromOrImplements(symbols.Trail)
            || (method is { IsExtensionMethod: true, Parameters.Length: > 0 } && method.Parameters[0].Type.Is(symbols.Trail)
                && method.ContainingAssembly.Is(symbols.Trail.ContainingAssembly));
    }

    private ControlFlowGraph? Create(IMethodSymbol method, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            SyntaxNode node = reference.GetSyntax(cancellationToken);
            if (node is not BaseMethodDeclarationSyntax || !symbols.Compilation.ContainsSyntaxTree(node.SyntaxTree))
            {
                continue;
            }

            if (ModelOf(node.SyntaxTree).GetOperation(node, cancellationToken) is IMethodBodyOperation body && (body.BlockBody ?? body.ExpressionBody) is not null)
            {
                return ControlFlowGraph.Create(body, cancellationToken);
            }
        }

        return null;
    }

    [SuppressMessage(
        "MicrosoftCodeAnalysisCorrectness",
        "RS1030:Do not invoke Compilation.GetSemanticModel() method within a diagnostic analyzer",
        Justification = "A helper may stand in any file; the driver offers the model of the file at hand only. Asked for on demand, for the few handlers that emit by hand.")]
    private SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, t => symbols.Compilation.GetSemanticModel(t));

    /// <summary>Each class and interface of the assembly with the types of the assembly that derive from it or implement it.</summary>
    private static ILookup<ISymbol, INamedTypeSymbol> FindDerived(IAssemblySymbol assembly)
    {
        var pairs = new List<(ISymbol Base, INamedTypeSymbol Derived)>();
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(assembly.GlobalNamespace);
        while (open.Count > 0)
        {
            INamespaceOrTypeSymbol current = open.Pop();
            foreach (ISymbol member in current.GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                {
                    open.Push(inner);
                }
            }

            if (current is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
            {
                for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
                {
                    pairs.Add((ancestor.OriginalDefinition, type));
                }

                pairs.AddRange(type.AllInterfaces.Select(i => ((ISymbol)i.OriginalDefinition, type)));
            }
        }

        return pairs.ToLookup(p => p.Base, p => p.Derived, SymbolEqualityComparer.Default)!;
    }
}
