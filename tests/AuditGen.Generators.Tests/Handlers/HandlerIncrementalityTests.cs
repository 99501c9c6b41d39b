using AuditGen.Generators.Handlers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Generators.Tests.Handlers;

/// <summary>An edit re-emits what depends on it, and nothing else.</summary>
public sealed class HandlerIncrementalityTests
{
    private const string TwoHandlers = """
        namespace N
        {
            public sealed record Close(Guid Id);

            [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))]
            public sealed class PostHandler : ICommandHandler<Post>
            {
                public Task HandleAsync(Post command, CancellationToken cancellationToken) => Task.CompletedTask;
            }

            [Audited("invoice.close", AuditCategory.Close, typeof(Invoice))]
            public sealed class CloseHandler : ICommandHandler<Close>
            {
                public Task HandleAsync(Close command, CancellationToken cancellationToken) => Task.CompletedTask;
            }
        }
        """;

    private static readonly string[] _steps = [HandlerOutput.HandlersStep, HandlerOutput.EntriesStep, HandlerOutput.AssemblyStep, HandlerOutput.NamesStep];

    [Fact]
    public void An_unrelated_edit_changes_no_step_and_writes_no_file()
    {
        HandlerCompilation first = HandlerCompilation.Of(TwoHandlers);
        HandlerCompilation second = first.Again(first.Before.AddSyntaxTrees(first.Parse("namespace Other { public class Unrelated; }", "Unrelated.cs")));

        Reasons(second, _steps).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);
        Outputs(second).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);
    }

    [Fact]
    public void An_edit_in_the_body_of_a_handler_writes_no_file()
    {
        HandlerCompilation first = HandlerCompilation.Of(TwoHandlers);
        HandlerCompilation second = first.Again(Replace(first, TwoHandlers.Replace("=> Task.CompletedTask;", "=> Task.Delay(0);", StringComparison.Ordinal)));

        Outputs(second).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);
    }

    [Fact]
    public void A_changed_command_rewrites_its_own_handler_only()
    {
        HandlerCompilation first = HandlerCompilation.Of(TwoHandlers);
        HandlerCompilation second = first.Again(Replace(first, TwoHandlers.Replace("Close(Guid Id)", "Close(Guid Id, [property: AuditReason] string Why)", StringComparison.Ordinal)));

        string[] changed = [.. first.Sources.Keys.Where(name => first.Sources[name] != second.Sources[name])];
        changed.Length.ShouldBe(1);
        changed[0].ShouldContain("CloseHandler");
        second.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void The_order_of_files_and_declarations_does_not_matter()
    {
        HandlerCompilation first = HandlerCompilation.Of(TwoHandlers);
        CSharpCompilation reversed = first.Before.RemoveAllSyntaxTrees().AddSyntaxTrees(first.Before.SyntaxTrees.Reverse());

        first.Again(reversed).Sources.OrderBy(each => each.Key, StringComparer.Ordinal).ShouldBe(first.Sources.OrderBy(each => each.Key, StringComparer.Ordinal));
    }

    private static CSharpCompilation Replace(HandlerCompilation compilation, string handlers)
    {
        SyntaxTree old = compilation.Before.SyntaxTrees.Single(tree => tree.FilePath == "Handlers.cs");
        return compilation.Before.ReplaceSyntaxTree(old, compilation.Parse(HandlerCompilation.Usings + handlers, "Handlers.cs"));
    }

    private static IncrementalStepRunReason[] Reasons(HandlerCompilation compilation, string[] steps) =>
    [
        .. compilation.Driver.GetRunResult().Results.Single().TrackedSteps
            .Where(step => steps.Contains(step.Key))
            .SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason),
    ];

    private static IncrementalStepRunReason[] Outputs(HandlerCompilation compilation) =>
    [
        .. compilation.Driver.GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason),
    ];
}
