using System.Collections.Concurrent;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Sensitive;

/// <summary>Members, parameters and types that are marked sensitive or as personal data.</summary>
internal sealed class SensitiveSources(AuditSymbols symbols)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _sensitive = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, ISymbol?> _revealed = new(SymbolEqualityComparer.Default);

    public bool IsSource(IOperation operation) => SourceOf(operation) is not null;

    /// <summary>The sensitive member or parameter that the operation reads, or null.</summary>
    public ISymbol? SourceOf(IOperation operation)
    {
        ISymbol? symbol = operation switch
        {
            IPropertyReferenceOperation property => property.Property,
            IFieldReferenceOperation field => field.Field,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
        return symbol is not null && _sensitive.GetOrAdd(symbol.OriginalDefinition, IsSensitive) ? symbol : null;
    }

    /// <summary>The sensitive member that the text of a record shows, or null.</summary>
    public ISymbol? Revealed(ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsRecord: true } ? _revealed.GetOrAdd(type, t => ShownBy((INamedTypeSymbol)t)) : null;

    private ISymbol? ShownBy(INamedTypeSymbol record)
    {
        bool writesItself = record.GetMembers("ToString").Concat(record.GetMembers("PrintMembers")).Any(m => !m.IsImplicitlyDeclared);
        return writesItself
            ? null
            : record.GetMembers().FirstOrDefault(m => m is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && IsSensitive(m));
    }

    private bool IsSensitive(ISymbol symbol)
    {
        if (symbol.Has(symbols.Sensitive) || symbol.Has(symbols.Personal))
        {
            return true;
        }

        ITypeSymbol? type = symbol switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            IParameterSymbol parameter => parameter.Type,
            _ => null,
        };
        return type is INamedTypeSymbol named && named.OriginalDefinition.Has(symbols.Sensitive);
    }
}
