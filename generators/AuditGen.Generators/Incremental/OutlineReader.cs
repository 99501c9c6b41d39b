using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Generators.Incremental;

/// <summary>Reads the outline of a file: walks declarations only, and hashes their text. When in doubt, text is part of the shape.</summary>
internal sealed class OutlineReader(SourceText text)
{
    // Marks no text begins with, so that a member moved from one type to the next is not the same.
    private const ulong Open = ulong.MaxValue;
    private const ulong Close = ulong.MaxValue - 1;

    private TextHash _shape;
    private TextHash _members;
    private char[]? _buffer;

    public TreeOutline ToOutline() => new(_shape.Value, _members.Value);

    public void Read(CompilationUnitSyntax unit, LanguageVersion languageVersion)
    {
        _shape.Add((ulong)languageVersion);
        if (unit.ContainsDirectives)
        {
            ReadNullableDirectives(unit);
        }

        AddToShape(unit.Externs);
        AddToShape(unit.Usings);
        AddToShape(unit.AttributeLists);
        foreach (MemberDeclarationSyntax member in unit.Members)
        {
            Read(member);
        }
    }

    private void Read(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax @namespace:
                AddToShape(@namespace.Name.Span);
                AddToShape(@namespace.Externs);
                AddToShape(@namespace.Usings);
                ReadAll(@namespace.Members);
                break;
            case TypeDeclarationSyntax type:
                ReadType(type);
                break;
            case GlobalStatementSyntax:
                _shape.Add((ulong)member.RawKind);
                break;
            case FieldDeclarationSyntax field when !field.Modifiers.Any(SyntaxKind.ConstKeyword):
            case BasePropertyDeclarationSyntax or EventFieldDeclarationSyntax:
                // Accessors with their bodies: whether a property is stored can depend on the keyword field.
                AddToMembers(member.Span);
                break;
            case BaseMethodDeclarationSyntax method:
                ReadMethod(method);
                break;
            default:
                AddToShape(member.Span);
                break;
        }
    }

    private void ReadAll(SyntaxList<MemberDeclarationSyntax> members)
    {
        _shape.Add(Open);
        _members.Add(Open);
        foreach (MemberDeclarationSyntax member in members)
        {
            Read(member);
        }

        _shape.Add(Close);
        _members.Add(Close);
    }

    private void ReadType(TypeDeclarationSyntax type)
    {
        int end = type.Members.Count > 0 ? type.Members[0].FullSpan.Start : type.Span.End;
        if (type.OpenBraceToken.Span is { Length: > 0 } brace)
        {
            end = brace.Start;
        }

        if (type.ParameterList is { } parameters)
        {
            AddToShape(TextSpan.FromBounds(type.SpanStart, parameters.SpanStart));
            AddToMembers(parameters.Span);
            AddToShape(TextSpan.FromBounds(parameters.Span.End, Math.Max(parameters.Span.End, end)));
        }
        else
        {
            AddToShape(TextSpan.FromBounds(type.SpanStart, end));
        }

        ReadAll(type.Members);
    }

    private void ReadMethod(BaseMethodDeclarationSyntax method)
    {
        SyntaxNode? body = (SyntaxNode?)method.Body ?? method.ExpressionBody;
        AddToMembers(TextSpan.FromBounds(method.SpanStart, body?.SpanStart ?? method.Span.End));
        _members.Add((ulong)(body?.RawKind ?? 0));
    }

    /// <summary>
    /// A nullable directive says something about all that follows. At the top of the file it is a fact like others; between
    /// declarations its place counts, and so all of the text.
    /// </summary>
    private void ReadNullableDirectives(CompilationUnitSyntax unit)
    {
        int first = unit.GetFirstToken().SpanStart;
        for (DirectiveTriviaSyntax? directive = unit.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is not NullableDirectiveTriviaSyntax)
            {
                continue;
            }

            if (directive.SpanStart > first)
            {
                AddToShape(unit.FullSpan);
                return;
            }

            AddToShape(directive.Span);
        }
    }

    private void AddToShape<TNode>(SyntaxList<TNode> nodes)
        where TNode : SyntaxNode
    {
        _shape.Add((ulong)nodes.Count);
        foreach (TNode node in nodes)
        {
            AddToShape(node.Span);
        }
    }

    private void AddToShape(TextSpan span) => _shape.Add(text, span, ref _buffer);

    private void AddToMembers(TextSpan span) => _members.Add(text, span, ref _buffer);
}
