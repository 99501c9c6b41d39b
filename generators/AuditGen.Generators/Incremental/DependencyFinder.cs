using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Incremental;

/// <summary>
/// Finds the files that a model depends on beyond the shape of the compilation: those whose members were, or could have been,
/// looked at. Rather one too many than one too few.
/// </summary>
internal sealed class DependencyFinder(ParseSession session)
{
    private readonly Dictionary<SyntaxTree, int> _ordinals = Ordinals(session.Compilation);

    /// <summary>The files that the model of an annotated type depends on, by their place in the compilation.</summary>
    public int[] OfType(INamedTypeSymbol type)
    {
        var found = new Search();
        AddDeep(type, found);
        return Trees(found);
    }

    /// <summary>The files that the model of a handler depends on, by their place in the compilation.</summary>
    public int[] OfHandler(INamedTypeSymbol handler)
    {
        var found = new Search();
        for (INamedTypeSymbol? level = handler; level is not null; level = level.BaseType)
        {
            AddSignatures(level, found);
        }

        foreach (INamedTypeSymbol service in handler.AllInterfaces)
        {
            AddSignatures(service, found);
        }

        return Trees(found);
    }

    private static Dictionary<SyntaxTree, int> Ordinals(Compilation compilation)
    {
        var ordinals = new Dictionary<SyntaxTree, int>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            ordinals.Add(tree, ordinals.Count);
        }

        return ordinals;
    }

    private int[] Trees(Search found)
    {
        var trees = new SortedSet<int>();
        foreach (INamedTypeSymbol type in found.Seen)
        {
            foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences)
            {
                trees.Add(_ordinals[declaration.SyntaxTree]);
            }
        }

        return [.. trees];
    }

    private void AddSignatures(INamedTypeSymbol type, Search found)
    {
        AddDeep(type, found);
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            AddUsed(method.ReturnType, found);
            foreach (IParameterSymbol parameter in method.Parameters)
            {
                AddUsed(parameter.Type, found);
            }
        }
    }

    /// <summary>A type all of whose members count, with the types of these.</summary>
    private void AddDeep(INamedTypeSymbol type, Search found)
    {
        INamedTypeSymbol definition = type.OriginalDefinition;
        if (definition.DeclaringSyntaxReferences.IsEmpty || !found.Deep.Add(definition))
        {
            return;
        }

        AddShallow(definition, found);
        foreach (ISymbol member in session.Members.OfAuditable(definition))
        {
            if (session.Annotations.Of(member).Has(Annotation.Reference))
            {
                AddNamed(member.ValueType(), found, AddShallow);
            }
            else
            {
                AddUsed(member.ValueType(), found);
            }
        }
    }

    /// <summary>A type that is identified by its key, or recorded by itself: only its key members are looked into.</summary>
    private void AddShallow(INamedTypeSymbol type, Search found)
    {
        INamedTypeSymbol definition = type.OriginalDefinition;
        if (definition.DeclaringSyntaxReferences.IsEmpty || !found.Seen.Add(definition))
        {
            return;
        }

        for (INamedTypeSymbol? level = definition.BaseType; level is not null; level = level.BaseType)
        {
            AddNamed(level, found, AddShallow);
        }

        foreach (INamedTypeSymbol implemented in definition.AllInterfaces)
        {
            AddNamed(implemented, found, AddShallow);
        }

        foreach (ISymbol member in session.Members.OfAuditable(definition))
        {
            if (member.Name == "Id" || session.Annotations.Of(member).Has(Annotation.Key))
            {
                AddUsed(member.ValueType(), found);
            }
        }
    }

    private void AddUsed(ITypeSymbol type, Search found) => AddNamed(
        type, found, (named, search) =>
        {
            if (named.IsAuditable() && !named.IsGenericType)
            {
                AddShallow(named, search);
            }
            else
            {
                AddDeep(named, search);
            }
        });

    /// <summary>A type as written: what it is an array of, and its type arguments, too.</summary>
    private static void AddNamed(ITypeSymbol type, Search found, Action<INamedTypeSymbol, Search> add)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AddNamed(array.ElementType, found, add);
                break;
            case ITypeParameterSymbol parameter:
                foreach (ITypeSymbol constraint in parameter.ConstraintTypes)
                {
                    AddNamed(constraint, found, add);
                }

                break;
            case INamedTypeSymbol named when !found.IsOpen(named):
                found.Open.Push(named);
                add(named, found);
                for (INamedTypeSymbol? level = named; level is not null; level = level.ContainingType)
                {
                    foreach (ITypeSymbol argument in level.TypeArguments)
                    {
                        AddNamed(argument, found, add);
                    }
                }

                found.Open.Pop();
                break;
        }
    }

    private sealed class Search
    {
        /// <summary>Definitions whose files count.</summary>
        public HashSet<INamedTypeSymbol> Seen { get; } = new(SymbolEqualityComparer.Default);

        /// <summary>Those of them whose members were followed.</summary>
        public HashSet<INamedTypeSymbol> Deep { get; } = new(SymbolEqualityComparer.Default);

        /// <summary>The types on the way down, for constraints that name their own parameter.</summary>
        public Stack<INamedTypeSymbol> Open { get; } = new();

        public bool IsOpen(INamedTypeSymbol type) => Open.Contains(type, SymbolEqualityComparer.Default);
    }
}
