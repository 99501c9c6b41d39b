using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.Analyzers.Tests.Corpus;

/// <summary>Lets a running handler say when it is in a catch block, and end when it loops for ever.</summary>
internal sealed class CatchMarks : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Enter = SyntaxFactory.ParseStatement("Probe.EnterCatch();");
    private static readonly StatementSyntax Tick = SyntaxFactory.ParseStatement("Probe.Tick();");
    private static readonly FinallyClauseSyntax Leave = SyntaxFactory.FinallyClause(SyntaxFactory.Block(SyntaxFactory.ParseStatement("Probe.LeaveCatch();")));

    public override SyntaxNode? VisitCatchClause(CatchClauseSyntax node)
    {
        var visited = (CatchClauseSyntax)base.VisitCatchClause(node)!;
        var block = SyntaxFactory.Block(Enter, SyntaxFactory.TryStatement(visited.Block, default, Leave));
        // A bare rethrow must stay a rethrow of what was caught; inside try-finally it does.
        return visited.WithBlock(block);
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) => ((WhileStatementSyntax)base.VisitWhileStatement(node)!) is var n ? n.WithStatement(Ticking(n.Statement)) : null;

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) => ((DoStatementSyntax)base.VisitDoStatement(node)!) is var n ? n.WithStatement(Ticking(n.Statement)) : null;

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) => ((ForStatementSyntax)base.VisitForStatement(node)!) is var n ? n.WithStatement(Ticking(n.Statement)) : null;

    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) =>
        node.IsKind(SyntaxKind.GotoStatement) ? SyntaxFactory.Block(Tick, node) : base.VisitGotoStatement(node);

    private static BlockSyntax Ticking(StatementSyntax body) => SyntaxFactory.Block(Tick, body);
}
