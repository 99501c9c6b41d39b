using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace AuditGen.CodeFixes;

/// <summary>Puts an attribute on a declaration, and the using directive it needs.</summary>
internal static class AttributeInserter
{
    public static async Task<Document> AddAsync(Document document, SyntaxNode declaration, string attribute, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        string target = declaration is ParameterSyntax ? "property: " : string.Empty;
        AttributeListSyntax list = ((ClassDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{target}{attribute}] class C;")!).AttributeLists[0]
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
        SyntaxNode changed = declaration switch
        {
            ParameterSyntax parameter => parameter.WithAttributeLists(parameter.AttributeLists.Insert(0, list.WithTrailingTrivia(SyntaxFactory.Space))),
            MemberDeclarationSyntax member => WithList(member, list),
            _ => declaration,
        };
        root = root.ReplaceNode(declaration, changed);
        if (root is CompilationUnitSyntax unit && !await SeesAuditGenAsync(document, declaration.SpanStart, cancellationToken).ConfigureAwait(false))
        {
            UsingDirectiveSyntax import = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName("AuditGen"))
                .NormalizeWhitespace()
                .WithTrailingTrivia(SyntaxFactory.LineFeed);
            root = unit.WithUsings(unit.Usings.Insert(0, import));
        }

        return document.WithSyntaxRoot(root);
    }

    private static MemberDeclarationSyntax WithList(MemberDeclarationSyntax member, AttributeListSyntax list)
    {
        SyntaxTriviaList leading = member.GetLeadingTrivia();
        MemberDeclarationSyntax bare = member.WithLeadingTrivia(leading.Indentation());
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list.WithLeadingTrivia(leading).WithTrailingTrivia(SyntaxFactory.LineFeed)));
    }

    private static async Task<bool> SeesAuditGenAsync(Document document, int position, CancellationToken cancellationToken)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model is null || model.LookupNamespacesAndTypes(position, name: "AuditedAttribute").Length > 0;
    }
}
