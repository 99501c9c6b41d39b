using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Analyzers.Tests.Harness;

/// <summary>Applies code fixes as an IDE would: one after the other, and all at once.</summary>
internal static class Fixing
{
    /// <summary>
    /// Fixes every diagnostic of the rule with the action of the given title prefix, one by one and with Fix All, and
    /// compares both with what is expected.
    /// </summary>
    public static async Task VerifyAsync(string rule, string title, string before, string after)
    {
        string source = "using AuditGen;\n" + before.ReplaceLineEndings("\n");
        string expected = "using AuditGen;\n" + after.ReplaceLineEndings("\n");
        (await OneByOneAsync(rule, title, source)).ShouldBe(expected);
        (await AllAtOnceAsync(rule, title, source)).ShouldBe(expected);
    }

    public static IReadOnlyList<CodeFixProvider> Providers() =>
    [
        .. typeof(CodeFixes.AddAttributeFix).Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!),
    ];

    public static Project Open(AdhocWorkspace workspace, string source, string? lockText = null, IEnumerable<SyntaxTree>? beside = null)
    {
        ProjectId project = ProjectId.CreateNewId();
        Solution solution = workspace.CurrentSolution
            .AddProject(project, "Subject", "Subject", LanguageNames.CSharp)
            .WithProjectParseOptions(project, CSharp.ParseOptions)
            .WithProjectCompilationOptions(project, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .AddMetadataReferences(project, CSharp.References)
            .AddDocument(DocumentId.CreateNewId(project), "Usings.cs", SourceText.From(CSharp.Usings), filePath: "/Usings.cs")
            .AddDocument(DocumentId.CreateNewId(project), "Test0.cs", SourceText.From(source), filePath: "/Test0.cs");
        foreach (SyntaxTree tree in beside ?? [])
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project), Path.GetFileName(tree.FilePath), tree.GetText(), filePath: tree.FilePath);
        }

        if (lockText is not null)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project), "audit-catalogue.lock", SourceText.From(lockText), filePath: "/audit-catalogue.lock");
        }

        return solution.GetProject(project)!;
    }

    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        return await AllRules.RunAsync(compilation, files: project.AnalyzerOptions.AdditionalFiles, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static async Task<string> OneByOneAsync(string rule, string title, string source)
    {
        using var workspace = new AdhocWorkspace();
        Project project = Open(workspace, source);
        for (int round = 0; round < 20; round++)
        {
            Diagnostic? diagnostic = (await AnalyzeAsync(project)).FirstOrDefault(d => d.Id == rule);
            if (diagnostic is null)
            {
                break;
            }

            Document document = project.GetDocument(diagnostic.Location.SourceTree)!;
            (CodeAction Action, CodeFixProvider Provider)? fix = (await ActionsAsync(document, diagnostic)).Find(a => a.Action.Title.StartsWith(title, StringComparison.Ordinal)) is { Action: not null } found ? found : null;
            if (fix is null)
            {
                break;
            }

            project = (await ApplyAsync(fix.Value.Action, project.Solution)).GetProject(project.Id)!;
        }

        return await TextAsync(project);
    }

    private static async Task<string> AllAtOnceAsync(string rule, string title, string source)
    {
        using var workspace = new AdhocWorkspace();
        Project project = Open(workspace, source);
        ImmutableArray<Diagnostic> all = [.. (await AnalyzeAsync(project)).Where(d => d.Id == rule)];
        Document document = project.GetDocument(all[0].Location.SourceTree)!;
        (CodeAction action, CodeFixProvider provider) = (await ActionsAsync(document, all[0])).First(a => a.Action.Title.StartsWith(title, StringComparison.Ordinal));
        var context = new FixAllContext(document, provider, FixAllScope.Document, action.EquivalenceKey!, [rule], new Known(all), TestContext.Current.CancellationToken);
        CodeAction? together = await provider.GetFixAllProvider()!.GetFixAsync(context);
        return await TextAsync((await ApplyAsync(together!, project.Solution)).GetProject(project.Id)!);
    }

    public static async Task<List<(CodeAction Action, CodeFixProvider Provider)>> ActionsAsync(TextDocument document, Diagnostic diagnostic)
    {
        var actions = new List<(CodeAction, CodeFixProvider)>();
        foreach (CodeFixProvider provider in Providers().Where(p => p.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (a, _) => actions.Add((a, provider)), TestContext.Current.CancellationToken));
        }

        return actions;
    }

    public static async Task<Solution> ApplyAsync(CodeAction action, Solution solution)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(solution, new Progress<CodeAnalysisProgress>(), TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    public static async Task<string> TextAsync(Project project) =>
        (await project.Documents.Single(d => d.Name == "Test0.cs").GetTextAsync(TestContext.Current.CancellationToken)).ToString().ReplaceLineEndings("\n");

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
