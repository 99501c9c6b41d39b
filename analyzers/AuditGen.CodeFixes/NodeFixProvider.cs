using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AuditGen.CodeFixes;

/// <summary>Offers fixes that change the syntax of the document in which a diagnostic stands, one diagnostic at a time.</summary>
public abstract class NodeFixProvider : CodeFixProvider
{
    private protected NodeFixProvider()
    {
    }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root)
        {
            foreach (Diagnostic diagnostic in context.Diagnostics)
            {
                Register(context, root, diagnostic);
            }
        }
    }

    /// <summary>Offers the fixes of one diagnostic, if there are any.</summary>
    private protected abstract void Register(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic);

    /// <summary>Offers to put one node in the place of another.</summary>
    private protected static void OfferReplacement(
        CodeFixContext context, SyntaxNode root, Diagnostic diagnostic, string title, string key, SyntaxNode node, SyntaxNode replacement) =>
        context.RegisterCodeFix(
            CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(node, replacement))), key),
            diagnostic);
}
