using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AuditGen.Analyzers.Tests.Corpus;

/// <summary>
/// What one writes first: follow the successors from the entry, stop at a block that calls the trail, and complain when
/// the exit is reached. Kept to show that the corpus is harder than that.
/// </summary>
internal static class NaiveWalk
{
    public static bool Complains(Compilation compilation, SyntaxTree tree)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        foreach (MethodDeclarationSyntax method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.Identifier.ValueText == "HandleAsync"))
        {
            if (model.GetOperation(method) is IMethodBodyOperation body && ReachesExit(ControlFlowGraph.Create(body)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ReachesExit(ControlFlowGraph graph)
    {
        var seen = new HashSet<int>();
        var open = new Stack<BasicBlock>([graph.Blocks[0]]);
        while (open.TryPop(out BasicBlock? block))
        {
            if (block.Kind == BasicBlockKind.Exit)
            {
                return true;
            }

            if (!seen.Add(block.Ordinal) || Emits(block))
            {
                continue;
            }

            foreach (ControlFlowBranch? branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
            {
                if (branch?.Destination is { } next)
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    private static bool Emits(BasicBlock block) =>
        block.Operations.Append(block.BranchValue).Where(o => o is not null)
            .SelectMany(o => o!.DescendantsAndSelf())
            .Any(o => o is IInvocationOperation { TargetMethod.Name: "AppendAsync" });
}
