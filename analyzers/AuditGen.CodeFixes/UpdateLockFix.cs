using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.CodeFixes;

/// <summary>Writes the catalogue as it is into <c>audit-catalogue.lock</c>. One fix settles every difference.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".lock"])]
[Shared]
public sealed class UpdateLockFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AUD1021", "AUD1022"];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue("lock", out string? text) && text is not null)
            {
                TextDocument file = context.TextDocument;
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Update audit-catalogue.lock",
                        _ => Task.FromResult(file.Project.Solution.WithAdditionalDocumentText(file.Id, SourceText.From(text, System.Text.Encoding.UTF8))),
                        nameof(UpdateLockFix)),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }
}
