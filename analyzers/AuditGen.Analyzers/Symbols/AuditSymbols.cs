using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Symbols;

/// <summary>
/// The types of AuditGen as one compilation sees them. There is none where the compilation does not use AuditGen, and
/// then no rule says anything.
/// </summary>
internal sealed class AuditSymbols
{
    private AuditSymbols(Compilation compilation, INamedTypeSymbol auditable)
    {
        Compilation = compilation;
        Auditable = auditable;
        Audited = Get("AuditedAttribute");
        Exempt = Get("AuditExemptAttribute");
        EmitsAudit = Get("EmitsAuditAttribute");
        CommandHandler = Get("CommandHandlerAttribute");
        Key = Get("AuditKeyAttribute");
        Name = Get("AuditNameAttribute");
        Version = Get("AuditVersionAttribute");
        Ignore = Get("AuditIgnoreAttribute");
        Sensitive = Get("AuditSensitiveAttribute");
        Personal = Get("AuditPersonalDataAttribute");
        Reference = Get("AuditReferenceAttribute");
        Ordered = Get("AuditOrderedAttribute");
        Formerly = Get("AuditFormerlyAttribute");
        Member = Get("AuditMemberAttribute");
        Data = Get("AuditDataAttribute");
        Reason = Get("AuditReasonAttribute");
        CatalogueEntry = Get("AuditCatalogueEntryAttribute");
        CatalogueResource = Get("AuditCatalogueResourceAttribute");
        Category = Get("AuditCategory");
        Scope = Get("IAuditScope");
        Trail = Get("IAuditTrail");
    }

    public Compilation Compilation { get; }

    public INamedTypeSymbol Auditable { get; }

    public INamedTypeSymbol? Audited { get; }

    public INamedTypeSymbol? Exempt { get; }

    public INamedTypeSymbol? EmitsAudit { get; }

    public INamedTypeSymbol? CommandHandler { get; }

    public INamedTypeSymbol? Key { get; }

    public INamedTypeSymbol? Name { get; }

    public INamedTypeSymbol? Version { get; }

    public INamedTypeSymbol? Ignore { get; }

    public INamedTypeSymbol? Sensitive { get; }

    public INamedTypeSymbol? Personal { get; }

    public INamedTypeSymbol? Reference { get; }

    public INamedTypeSymbol? Ordered { get; }

    public INamedTypeSymbol? Formerly { get; }

    public INamedTypeSymbol? Member { get; }

    public INamedTypeSymbol? Data { get; }

    public INamedTypeSymbol? Reason { get; }

    public INamedTypeSymbol? CatalogueEntry { get; }

    public INamedTypeSymbol? CatalogueResource { get; }

    public INamedTypeSymbol? Category { get; }

    public INamedTypeSymbol? Scope { get; }

    public INamedTypeSymbol? Trail { get; }

    public static AuditSymbols? TryCreate(Compilation compilation)
    {
        INamedTypeSymbol? auditable = compilation.GetTypeByMetadataName("AuditGen.AuditableAttribute");
        return auditable is null ? null : new AuditSymbols(compilation, auditable);
    }

    public bool IsAuditable([NotNullWhen(true)] ITypeSymbol? type) =>
        type is INamedTypeSymbol named && named.OriginalDefinition.Find(Auditable) is not null;

    /// <summary>The context and resource type, or null where the type is a part or not auditable.</summary>
    public (string Context, string ResourceType)? ResourceOf(ITypeSymbol? type)
    {
        AttributeData? attribute = (type as INamedTypeSymbol)?.OriginalDefinition.Find(Auditable);
        return attribute is { ConstructorArguments.Length: 2 }
            ? (attribute.StringArgument(0) ?? string.Empty, attribute.StringArgument(1) ?? string.Empty)
            : null;
    }

    /// <summary>The actions that a handler class or method declares.</summary>
    public IEnumerable<AuditedDeclaration> AuditedOn(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (Audited is not null && attribute.Is(Audited) && AuditedDeclaration.TryRead(attribute, symbol) is { } declaration)
            {
                yield return declaration;
            }
        }
    }

    private INamedTypeSymbol? Get(string name) => Compilation.GetTypeByMetadataName("AuditGen." + name);
}
