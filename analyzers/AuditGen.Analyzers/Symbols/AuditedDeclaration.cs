using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.Analyzers.Symbols;

/// <summary>One <c>[Audited]</c> of a handler class or method, as far as it could be read.</summary>
internal sealed class AuditedDeclaration
{
    private AuditedDeclaration(AttributeData attribute, ISymbol symbol, string action, ITypeSymbol? resource)
    {
        Attribute = attribute;
        Symbol = symbol;
        Action = action;
        Resource = resource;
    }

    public AttributeData Attribute { get; }

    public ISymbol Symbol { get; }

    public string Action { get; }

    public ITypeSymbol? Resource { get; }

    /// <summary>The category's name, such as <c>Post</c>; its number where it has none.</summary>
    public string Category => Attribute.ConstructorArguments[1].EnumName();

    public string? OnFailure => Attribute.NamedString("OnFailure");

    public static AuditedDeclaration? TryRead(AttributeData attribute, ISymbol symbol) =>
        attribute.ConstructorArguments.Length == 3 && attribute.StringArgument(0) is { } action
            ? new AuditedDeclaration(attribute, symbol, action, attribute.ConstructorArguments[2].Value as ITypeSymbol)
            : null;

    /// <summary>Where the argument is written; the attribute where it is not, and nothing in metadata.</summary>
    public Location? LocationOf(int argument, CancellationToken cancellationToken)
    {
        AttributeSyntax? syntax = Attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        return syntax?.ArgumentList is { } list && list.Arguments.Count > argument
            ? list.Arguments[argument].Expression.GetLocation()
            : syntax?.GetLocation();
    }

    /// <summary>Where a named argument such as <c>OnFailure</c> is written.</summary>
    public Location? LocationOf(string argument, CancellationToken cancellationToken)
    {
        AttributeSyntax? syntax = Attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        return syntax?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == argument)?.Expression.GetLocation()
            ?? syntax?.GetLocation();
    }
}
