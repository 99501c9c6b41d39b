using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace AuditGen.Analyzers.Flow;

/// <summary>
/// Where in the source a body returns. A return of a value is in the control flow; of a bare <c>return;</c> and of the
/// closing brace only the way there is, so they are looked up in the syntax.
/// </summary>
internal static class ExitSites
{
    public static Location Find(BodyExit exit, SyntaxNode body)
    {
        if (!exit.ByCondition && exit.Block is { ConditionKind: ControlFlowConditionKind.None, BranchValue: { } value })
        {
            SyntaxNode? node = value.Syntax.AncestorsAndSelf().FirstOrDefault(n => n is ReturnStatementSyntax or ArrowExpressionClauseSyntax);
            return node switch
            {
                ReturnStatementSyntax statement => statement.GetLocation(),
                ArrowExpressionClauseSyntax arrow => arrow.Expression.GetLocation(),
                _ => value.Syntax.GetLocation(),
            };
        }

        SyntaxNode? last = exit.Block.BranchValue?.Syntax ?? exit.Block.Operations.LastOrDefault()?.Syntax;
        if (last is null || !body.Span.Contains(last.Span))
        {
            return End(body);
        }

        StatementSyntax? from = last.FirstAncestorOrSelf<StatementSyntax>();
        if (from is null)
        {
            return End(body);
        }

        if (exit.Block.ConditionKind != ControlFlowConditionKind.None && from is IfStatementSyntax choice)
        {
            // The control flow turns "not" into a jump on the opposite.
            bool inverted = last.AncestorsAndSelf().TakeWhile(n => n != choice).Count(n => n.Parent.IsKind(SyntaxKind.LogicalNotExpression)) % 2 == 1;
            bool holds = exit.ByCondition == (exit.Block.ConditionKind == ControlFlowConditionKind.WhenTrue) != inverted;
            StatementSyntax? taken = holds ? choice.Statement : choice.Else?.Statement;
            if (taken is not null && FirstReturn(taken) is { } inside)
            {
                return inside.GetLocation();
            }
        }

        if (last.FirstAncestorOrSelf<SwitchLabelSyntax>()?.Parent is SwitchSectionSyntax { Statements: [var first, ..] } && FirstReturn(first) is { } inCase)
        {
            return inCase.GetLocation();
        }

        return After(from, body)?.GetLocation() ?? End(body);
    }

    /// <summary>How a report calls the exit.</summary>
    public static string Describe(Location location)
    {
        bool isReturn = location.SourceTree?.GetRoot().FindToken(location.SourceSpan.Start).IsKind(SyntaxKind.ReturnKeyword) == true;
        return isReturn ? "this return" : location.SourceSpan.Length <= 1 ? "the end of the method" : "this result";
    }

    private static StatementSyntax? FirstReturn(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax => statement,
        BlockSyntax { Statements: [var first, ..] } => FirstReturn(first),
        _ => null,
    };

    /// <summary>The return that comes next, in the same block or around it; null where the body ends.</summary>
    private static StatementSyntax? After(StatementSyntax statement, SyntaxNode body)
    {
        for (SyntaxNode? current = statement; current is not null && current != body; current = current.Parent)
        {
            SyntaxList<StatementSyntax>? siblings = current.Parent switch
            {
                BlockSyntax block => block.Statements,
                SwitchSectionSyntax section => section.Statements,
                _ => null,
            };
            if (siblings is not { } list || current is not StatementSyntax self)
            {
                continue;
            }

            foreach (StatementSyntax next in list.Skip(list.IndexOf(self) + 1))
            {
                if (next is ReturnStatementSyntax)
                {
                    return next;
                }

                if (next is not (LocalFunctionStatementSyntax or EmptyStatementSyntax))
                {
                    break;
                }
            }
        }

        return null;
    }

    private static Location End(SyntaxNode body)
    {
        BlockSyntax? block = body as BlockSyntax ?? body.ChildNodes().OfType<BlockSyntax>().LastOrDefault();
        return block is not null && !block.CloseBraceToken.IsMissing ? block.CloseBraceToken.GetLocation() : body.GetLocation();
    }
}
