using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.CodeFixes;

/// <summary>Adds what a rule says is missing: <c>[Audited]</c> or <c>[AuditExempt]</c>, <c>[AuditKey]</c>, <c>[AuditSensitive]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddAttributeFix : NodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AUD0001", "AUD1001", "AUD2001"];

    /// <inheritdoc/>
    private protected override void Register(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
    {
        SyntaxNode? declaration = root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?
            .FirstAncestorOrSelf<SyntaxNode>(n => n is MemberDeclarationSyntax or ParameterSyntax { Parent.Parent: RecordDeclarationSyntax });
        if (declaration is null)
        {
            return;
        }

        switch (diagnostic.Id)
        {
            case "AUD0001" when diagnostic.Properties.TryGetValue("member", out string? name) && declaration is TypeDeclarationSyntax type && Member(type, name!) is { } member:
                Offer(context, diagnostic, member, "AuditKey");
                break;
            case "AUD1001" when diagnostic.Properties.TryGetValue("write", out string? audited):
                Offer(context, diagnostic, declaration, audited!, diagnostic.Properties["shown"]);
                Offer(context, diagnostic, declaration, "AuditExempt(\"…\")");
                break;
            case "AUD2001" when diagnostic.Properties.TryGetValue("write", out string? sensitive):
                Offer(context, diagnostic, declaration, sensitive!);
                break;
        }
    }

    private static void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode declaration, string attribute, string? shown = null)
    {
        // Fix All applies the fix of one key: that of the attribute's name, whatever its arguments.
        string key = diagnostic.Id + attribute.Split('(')[0];
        context.RegisterCodeFix(
            CodeAction.Create($"Add [{shown ?? attribute}]", c => AttributeInserter.AddAsync(context.Document, declaration, attribute, c), key),
            diagnostic);
    }

    private static SyntaxNode? Member(TypeDeclarationSyntax type, string name) =>
        type.Members.FirstOrDefault(m => (m is PropertyDeclarationSyntax property && property.Identifier.ValueText == name)
            || (m is FieldDeclarationSyntax field && field.Declaration.Variables.Any(v => v.Identifier.ValueText == name)))
        ?? (SyntaxNode?)(type as RecordDeclarationSyntax)?.ParameterList?.Parameters.FirstOrDefault(p => p.Identifier.ValueText == name);
}
