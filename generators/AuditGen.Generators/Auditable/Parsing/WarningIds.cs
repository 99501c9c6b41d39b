using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>
/// Finds the warnings that naming a symbol gives by its author's decision: those of experimental members, and of obsolete ones
/// with a diagnostic of their own. What is experimental or obsolete stays recorded, so generated code turns them off, by id.
/// </summary>
internal static class WarningIds
{
    /// <summary>The ids of a symbol's own attributes.</summary>
    public static IEnumerable<string> Of(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            object? id = attribute.AttributeClass switch
            {
                { Name: "ExperimentalAttribute", ContainingNamespace: { Name: "CodeAnalysis", ContainingNamespace.Name: "Diagnostics" } } =>
                    attribute.ConstructorArguments is [{ Value: string text }] ? text : null,
                { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" } =>
                    attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "DiagnosticId").Value.Value,
                _ => null,
            };
            if (id is string { Length: > 0 } found)
            {
                yield return found;
            }
        }
    }

    /// <summary>The ids of all public code of an assembly that says it is CLS compliant: the audit runtime does not say so of itself.</summary>
    public static string[] OfAssembly(IAssemblySymbol assembly)
    {
        bool isCompliant = assembly.GetAttributes().Any(static attribute =>
            attribute.AttributeClass is { Name: "CLSCompliantAttribute", ContainingNamespace.Name: "System" } && attribute.ConstructorArguments is [{ Value: true }]);
        return isCompliant ? ["CS3001", "CS3002", "CS3003", "CS3009", "CS3016", "CS3024", "CS3027"] : [];
    }

    /// <summary>The ids of a type: of the types that hold it, its elements, its arguments, and the assembly it comes from.</summary>
    public static ImmutableArray<string> OfType(ITypeSymbol type, ParseSession session)
    {
        var ids = new List<string>();
        switch (type)
        {
            case IArrayTypeSymbol array:
                return session.Facts(array.ElementType).WarningIds(session);
            case INamedTypeSymbol named:
                ids.AddRange(named.TypeArguments.SelectMany(argument => session.Facts(argument).WarningIds(session)));
                for (INamedTypeSymbol? level = named; level is not null; level = level.ContainingType)
                {
                    ids.AddRange(Of(level.OriginalDefinition));
                }

                if (named.ContainingAssembly is { } assembly && !session.IsOwn(named) && !named.IsInSystem())
                {
                    ids.AddRange(Of(assembly));
                    ids.AddRange(Of(named.ContainingModule));
                }

                break;
        }

        return [.. ids.Distinct(StringComparer.Ordinal)];
    }
}
