using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace AuditGen.CodeFixes;

/// <summary>Tracks a resource in front of the statement that changes it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class InsertTrackFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AUD1015"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            StatementSyntax? statement = root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
            if (statement?.Parent is BlockSyntax block
                && diagnostic.Properties.TryGetValue("scope", out string? scope)
                && diagnostic.Properties.TryGetValue("resource", out string? resource))
            {
                StatementSyntax track = SyntaxFactory.ParseStatement($"{scope}.Track({resource});")
                    .WithLeadingTrivia(statement.GetLeadingTrivia())
                    .WithTrailingTrivia(SyntaxFactory.LineFeed)
                    .WithAdditionalAnnotations(Formatter.Annotation);
                SyntaxTriviaList indentation = [.. statement.GetLeadingTrivia().Reverse().TakeWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse()];
                SyntaxNode changed = block.WithStatements(block.Statements.ReplaceRange(statement, [track, statement.WithLeadingTrivia(indentation)]));
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Add {scope}.Track({resource})",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root!.ReplaceNode(block, changed))),
                        nameof(InsertTrackFix)),
                    diagnostic);
            }
        }
    }
}
