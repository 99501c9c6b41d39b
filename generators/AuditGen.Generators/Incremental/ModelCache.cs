using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Incremental;

/// <summary>
/// Remembers models between edits. The compiler asks for the model of every annotated type after every keystroke, because any
/// edit could matter; making it means binding each of its members. Most edits change no declaration, and few change one that a
/// given model depends on: where the outline of its files is the same, so is the model.
/// </summary>
/// <remarks>
/// What is remembered follows from the outline alone, never from the order of edits, so runs that share the cache cannot see
/// each other. It holds no symbols: compilations and trees are keys that it does not keep alive.
/// </remarks>
internal sealed class ModelCache
{
    private readonly ConditionalWeakTable<SyntaxTree, TreeOutline> _trees = new();
    private readonly ConditionalWeakTable<Compilation, CompilationOutline> _compilations = new();
    private readonly ConditionalWeakTable<object, object> _identities = new();
    private long _identity;
    private Generation _latest = new(0);

    /// <summary>A model of an annotated type.</summary>
    public T? OfType<T>(INamedTypeSymbol type, Compilation compilation, Func<INamedTypeSymbol, ParseSession, T?> parse, CancellationToken cancellationToken)
        where T : class =>
        Get(compilation, KeyOf(type), outline => (parse(type, outline.Session), outline.Dependencies.OfType(type)), cancellationToken);

    /// <summary>A model of an annotated handler class or handling method.</summary>
    public T? OfHandler<T>(GeneratorAttributeSyntaxContext context, Func<GeneratorAttributeSyntaxContext, ParseSession, T?> parse, CancellationToken cancellationToken)
        where T : class
    {
        INamedTypeSymbol handler = context.TargetSymbol as INamedTypeSymbol ?? context.TargetSymbol.ContainingType;
        return Get(context.SemanticModel.Compilation, "!" + KeyOf(context), outline => (parse(context, outline.Session), outline.Dependencies.OfHandler(handler)), cancellationToken);
    }

    /// <summary>A model of the assembly and its references, which depends on the shape of the compilation only.</summary>
    public T OfAssembly<T>(Compilation compilation, Func<Compilation, CancellationToken, T> parse, CancellationToken cancellationToken)
        where T : class =>
        Get<T>(compilation, "=" + typeof(T).Name, _ => (parse(compilation, cancellationToken), []), cancellationToken)!;

    private T? Get<T>(Compilation compilation, string key, Func<CompilationOutline, (T? Model, int[] Trees)> parse, CancellationToken cancellationToken)
        where T : class
    {
        CompilationOutline outline = OutlineOf(compilation, cancellationToken);
        Generation generation = GenerationOf(outline);
        if (generation.Entries.TryGetValue(key, out Entry? known) && outline.MembersOf(known.Trees) == known.Members)
        {
            return (T?)known.Model;
        }

        T? model;
        int[] trees;
        lock (outline)
        {
            (model, trees) = parse(outline);
        }

        // The same model as before is the same object, which the pipeline compares for nothing.
        object? kept = known?.Model is T before && before.Equals(model) ? before : model;
        generation.Entries[key] = new Entry(trees, outline.MembersOf(trees), kept);
        return (T?)kept;
    }

    private Generation GenerationOf(CompilationOutline outline)
    {
        Generation latest = Volatile.Read(ref _latest);
        if (latest.Shape != outline.Shape)
        {
            latest = new Generation(outline.Shape);
            Volatile.Write(ref _latest, latest);
        }

        return latest;
    }

    private CompilationOutline OutlineOf(Compilation compilation, CancellationToken cancellationToken)
    {
        if (_compilations.TryGetValue(compilation, out CompilationOutline? known))
        {
            return known;
        }

        var shape = default(TextHash);
        shape.Add(compilation.AssemblyName ?? string.Empty);
        shape.Add(IdentityOf(compilation.Options));
        foreach (MetadataReference reference in compilation.ExternalReferences)
        {
            shape.Add(IdentityOf(reference));
        }

        var members = new List<ulong>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TreeOutline outline = _trees.GetValue(tree, key => TreeOutline.Of(key, cancellationToken));
            shape.Add(outline.Shape);
            members.Add(outline.Members);
        }

        var made = new CompilationOutline(compilation, shape.Value, [.. members]);
        return _compilations.GetValue(compilation, _ => made);
    }

    /// <summary>A number for an object as long as it lives; no other object has it.</summary>
    private ulong IdentityOf(object value) => (ulong)(long)_identities.GetValue(value, _ => Interlocked.Increment(ref _identity));

    /// <summary>A key for a declaration; each part of a partial one has its own, because only the first of them makes a handler.</summary>
    private static string KeyOf(GeneratorAttributeSyntaxContext context)
    {
        if (context.TargetSymbol is IMethodSymbol method)
        {
            return method.GetDocumentationCommentId() + (method.PartialDefinitionPart is null ? string.Empty : "#");
        }

        string key = KeyOf((INamedTypeSymbol)context.TargetSymbol);
        ImmutableArray<SyntaxReference> parts = context.TargetSymbol.DeclaringSyntaxReferences;
        for (int i = 1; i < parts.Length; i++)
        {
            if (parts[i].SyntaxTree == context.TargetNode.SyntaxTree && parts[i].Span == context.TargetNode.Span)
            {
                return key + "#" + i.ToString(CultureInfo.InvariantCulture);
            }
        }

        return key;
    }

    private static string KeyOf(INamedTypeSymbol type)
    {
        string name = type.MetadataName;
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        for (INamespaceSymbol? @namespace = type.ContainingNamespace; @namespace is { IsGlobalNamespace: false }; @namespace = @namespace.ContainingNamespace)
        {
            name = @namespace.Name + "." + name;
        }

        return name;
    }

    /// <summary>The models of compilations of one shape: the latest, because people edit forward.</summary>
    private sealed class Generation(ulong shape)
    {
        public ulong Shape { get; } = shape;

        public ConcurrentDictionary<string, Entry> Entries { get; } = new(StringComparer.Ordinal);
    }

    private sealed record Entry(int[] Trees, ulong Members, object? Model);
}
