using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.Analyzers.Tests.Corpus;

/// <summary>Derives handlers from handlers: each mutant differs in one place.</summary>
internal static class Mutators
{
    public static IEnumerable<CorpusCase> Mutants(CorpusCase original)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(original.Body, Harness.CSharp.ParseOptions).GetRoot();
        int number = 0;
        foreach ((string what, SyntaxNode mutant) in Mutate(root))
        {
            yield return new CorpusCase($"{original.Name} / {what} {++number}", mutant.ToFullString(), IsMutant: true);
        }
    }

    private static IEnumerable<(string What, SyntaxNode Mutant)> Mutate(SyntaxNode root)
    {
        foreach (StatementSyntax emission in root.DescendantNodes().OfType<StatementSyntax>().Where(IsEmission))
        {
            foreach ((string what, StatementSyntax[] instead) in InsteadOf(emission))
            {
                yield return (what, Replace(root, emission, instead));
            }

            if (emission.Parent is BlockSyntax block)
            {
                foreach ((string what, BlockSyntax moved) in Moved(block, emission))
                {
                    yield return (what, root.ReplaceNode(block, moved));
                }
            }
        }

        foreach (MethodDeclarationSyntax method in root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.Identifier.ValueText == "HandleAsync" && m.Body is not null))
        {
            string exit = method.ReturnType.ToString() == "Task<Result>" ? "return Result.Ok();" : "return;";
            bool isAsync = method.Modifiers.Any(SyntaxKind.AsyncKeyword);
            foreach (StatementSyntax statement in method.Body!.Statements.Where(s => isAsync && s is not LocalFunctionStatementSyntax))
            {
                yield return ("early return", Replace(root, statement, [Parse($"if (command.C) {{ {exit} }}"), statement]));
                if (statement is IfStatementSyntax { Else: null } guard)
                {
                    yield return ("negated condition", root.ReplaceNode(guard.Condition, SyntaxFactory.ParseExpression($"!({guard.Condition})")));
                }
            }

            foreach (ThrowStatementSyntax thrown in method.DescendantNodes().OfType<ThrowStatementSyntax>().Where(t => isAsync && !t.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any()))
            {
                yield return ("throw turned into return", Replace(root, thrown, [Parse(exit)]));
            }
        }

        foreach (InvocationExpressionSyntax failure in root.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(i => i.Expression.ToString() == "Result.Fail"))
        {
            yield return ("failure turned into success", root.ReplaceNode(failure, SyntaxFactory.ParseExpression("Result.Ok()")));
        }

        foreach (BinaryExpressionSyntax binary in root.DescendantNodes().OfType<BinaryExpressionSyntax>().Where(b => b.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression))
        {
            string other = binary.IsKind(SyntaxKind.LogicalAndExpression) ? "||" : "&&";
            yield return ("other operator", root.ReplaceNode(binary, SyntaxFactory.ParseExpression($"({binary.Left}) {other} ({binary.Right})")));
        }

        foreach (AwaitExpressionSyntax awaited in root.DescendantNodes().OfType<AwaitExpressionSyntax>().Where(a => a.Parent is ExpressionStatementSyntax && a.ToString().Contains("AppendAsync", StringComparison.Ordinal)))
        {
            yield return ("await dropped", root.ReplaceNode(awaited, SyntaxFactory.ParseExpression($"_ = {awaited.Expression}")));
        }
    }

    private static IEnumerable<(string What, StatementSyntax[] Instead)> InsteadOf(StatementSyntax emission)
    {
        string text = emission.WithoutTrivia().ToString();
        yield return ("emission deleted", []);
        yield return ("emission on a condition", [Parse($"if (command.B) {{ {text} }}")]);
        yield return ("emission in a lambda never invoked", [Parse($"Func<Task> later{emission.SpanStart} = async () => {{ {text} }};")]);
        yield return ("emission in a lambda invoked", [Parse($"Func<Task> later{emission.SpanStart} = async () => {{ {text} }};"), Parse($"await later{emission.SpanStart}();")]);
        yield return ("emission swallowed", [Parse($"try {{ {text} }} catch (StoreException) {{ }}")]);
        yield return ("emission wrapped and rethrown", [Parse($"try {{ {text} }} catch (StoreException) {{ throw; }}")]);
        yield return ("emission once for each line", [Parse($"foreach (var each{emission.SpanStart} in command.Lines) {{ {text} }}")]);
        yield return ("emission in a finally", [Parse($"try {{ store.Log(\"in\"); }} finally {{ {text} }}")]);
        yield return ("emission in both branches", [Parse($"if (command.C) {{ {text} }} else {{ {text} }}")]);
        yield return ("emission then more saving", [Parse("{ " + text + " await store.SaveAsync(ct); }")]);
    }

    private static IEnumerable<(string What, BlockSyntax Moved)> Moved(BlockSyntax block, StatementSyntax emission)
    {
        int at = block.Statements.IndexOf(emission);
        if (at <= 0)
        {
            yield break;
        }

        SyntaxList<StatementSyntax> without = block.Statements.RemoveAt(at);
        yield return ("emission moved to the front", block.WithStatements(without.Insert(0, emission)));
        StatementSyntax before = block.Statements[at - 1];
        yield return ("emission moved up", block.WithStatements(without.Insert(at - 1, emission)));
        if (before is ExpressionStatementSyntax)
        {
            StatementSyntax guarded = Parse($"try {{ {before.ToFullString()} }} catch (StoreException) {{ {emission.WithoutTrivia()} }}");
            yield return ("emission moved into a catch", block.WithStatements(without.RemoveAt(at - 1).Insert(at - 1, guarded)));
        }

        if (at + 1 < block.Statements.Count)
        {
            yield return ("emission moved down", block.WithStatements(without.Insert(at + 1, emission)));
        }
    }

    private static bool IsEmission(StatementSyntax statement) =>
        statement.GetTrailingTrivia().ToFullString().Contains(CorpusCase.EmissionMark, StringComparison.Ordinal)
        && statement.Parent is BlockSyntax or SwitchSectionSyntax
        && !statement.DescendantNodes().OfType<StatementSyntax>().Any(s => s.GetTrailingTrivia().ToFullString().Contains(CorpusCase.EmissionMark, StringComparison.Ordinal) && s.Parent != statement && s.Span.End < statement.Span.End);

    private static SyntaxNode Replace(SyntaxNode root, StatementSyntax statement, StatementSyntax[] instead) =>
        instead.Length == 0 ? root.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)! : root.ReplaceNode(statement, instead);

    private static StatementSyntax Parse(string text) => SyntaxFactory.ParseStatement(text + "\n", options: Harness.CSharp.ParseOptions);
}
