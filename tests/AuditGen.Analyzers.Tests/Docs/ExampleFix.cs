using AuditGen.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace AuditGen.Analyzers.Tests.Docs;

/// <summary>What an example is when a fix that its rule offers has been applied as often as it is offered.</summary>
/// <param name="Title">The fix, as the menu of an editor shows it.</param>
/// <param name="Source">The source then.</param>
/// <param name="Lock">The lock then; null where the example has none.</param>
internal sealed record ExampleFix(string Title, string Source, string? Lock)
{
    private const int MostRounds = 10;

    /// <summary>The result of each fix that is offered for the first report of the rule; none where none is offered.</summary>
    public static async Task<IReadOnlyList<ExampleFix>> AllAsync(RuleExample example, string rule, CancellationToken cancellationToken)
    {
        using var workspace = new AdhocWorkspace();
        var results = new List<ExampleFix>();
        foreach (CodeAction fix in (await OfferedAsync(workspace, example.Source, example.Lock, rule, cancellationToken)).Actions)
        {
            results.Add(await ApplyAsync(example, rule, fix, cancellationToken));
        }

        return results;
    }

    private static async Task<ExampleFix> ApplyAsync(RuleExample example, string rule, CodeAction fix, CancellationToken cancellationToken)
    {
        var result = new ExampleFix(fix.Title, example.Source, example.Lock);
        for (int round = 0; round < MostRounds; round++)
        {
            using var workspace = new AdhocWorkspace();
            (Project project, IReadOnlyList<CodeAction> actions) = await OfferedAsync(workspace, result.Source, result.Lock, rule, cancellationToken);
            if (actions.FirstOrDefault(a => a.EquivalenceKey == fix.EquivalenceKey) is not { } action)
            {
                break;
            }

            project = (await Fixing.ApplyAsync(action, project.Solution)).GetProject(project.Id)!;
            TextDocument? file = project.AdditionalDocuments.SingleOrDefault();
            result = result with
            {
                Source = await Fixing.TextAsync(project),
                Lock = file is null ? null : (await file.GetTextAsync(cancellationToken)).ToString(),
            };
        }

        return result;
    }

    private static async Task<(Project Project, IReadOnlyList<CodeAction> Actions)> OfferedAsync(
        AdhocWorkspace workspace, string source, string? lockText, string rule, CancellationToken cancellationToken)
    {
        ExampleCompilation compilation = ExampleCompilation.Of(source, lockText, cancellationToken);
        Project project = Fixing.Open(workspace, source, lockText, compilation.Stage);
        Diagnostic? diagnostic = (await compilation.AnalyzeAsync(cancellationToken)).FirstOrDefault(d => d.Id == rule);
        if (diagnostic is null)
        {
            return (project, []);
        }

        TextDocument document = diagnostic.Location.IsInSource ? project.Documents.Single(d => d.Name == "Test0.cs") : project.AdditionalDocuments.Single();
        return (project, [.. (await Fixing.ActionsAsync(document, diagnostic)).Select(offered => offered.Action)]);
    }
}
