using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace AuditGen.CodeFixes;

/// <summary>Tracks a resource in front of the statement that changes it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class InsertTrackFix : NodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AUD1015"];

    /// <inheritdoc/>
    private protected override void Register(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
    {
        StatementSyntax? statement = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        if (statement?.Parent is BlockSyntax block
            && diagnostic.Properties.TryGetValue("scope", out string? scope)
            && diagnostic.Properties.TryGetValue("resource", out string? resource))
        {
            StatementSyntax track = SyntaxFactory.ParseStatement($"{scope}.Track({resource});")
                .WithLeadingTrivia(statement.GetLeadingTrivia())
                .WithTrailingTrivia(SyntaxFactory.LineFeed)
                .WithAdditionalAnnotations(Formatter.Annotation);
            SyntaxNode changed = block.WithStatements(
                block.Statements.ReplaceRange(statement, [track, statement.WithLeadingTrivia(statement.GetLeadingTrivia().Indentation())]));
            OfferReplacement(context, root, diagnostic, $"Add {scope}.Track({resource})", nameof(InsertTrackFix), block, changed);
        }
    }
}
