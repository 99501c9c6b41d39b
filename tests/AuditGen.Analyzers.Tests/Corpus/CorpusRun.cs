using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using AuditGen.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AuditGen.Analyzers.Tests.Corpus;

/// <summary>
/// Compiles a batch of handlers once as they are, for the analyzers, and once with marks, to run each on every path.
/// Verdicts are sets of letters: x for a successful exit without an event, c for one with an event from a catch only,
/// e for an event before a save.
/// </summary>
internal sealed class CorpusRun
{
    private readonly IReadOnlyList<CorpusCase> _cases;
    private readonly CSharpCompilation _compilation;

    private CorpusRun(IReadOnlyList<CorpusCase> cases, CSharpCompilation compilation)
    {
        _cases = cases;
        _compilation = compilation;
    }

    public IReadOnlyList<CorpusCase> Cases => _cases;

    public CSharpCompilation Compilation => _compilation;

    /// <summary>Takes the cases that compile; a mutant need not.</summary>
    public static CorpusRun Create(IEnumerable<CorpusCase> cases)
    {
        List<CorpusCase> kept = [.. cases];
        CSharpCompilation compilation = Compile(kept);
        HashSet<string> broken = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Location.SourceTree?.FilePath ?? string.Empty)];
        if (broken.Count > 0)
        {
            string[] handWritten = [.. kept.Where((c, i) => !c.IsMutant && broken.Contains(PathOf(i))).Select(c => c.Name)];
            handWritten.ShouldBeEmpty(string.Join("\n", compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
            kept = [.. kept.Where((_, i) => !broken.Contains(PathOf(i)))];
            compilation = Compile(kept);
        }

        return new CorpusRun(kept, compilation);
    }

    public SyntaxTree TreeOf(int index) => _compilation.SyntaxTrees.First(t => t.FilePath == PathOf(index));

    /// <summary>What the analyzers say of each case.</summary>
    public async Task<string[]> AnalyzeAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<Diagnostic> found = await AllRules.RunAsync(_compilation, cancellationToken: cancellationToken);
        ILookup<string, char> letters = found
            .Select(d => (Path: d.Location.SourceTree?.FilePath ?? string.Empty, Letter: LetterOf(d.Id)))
            .Where(d => d.Letter != ' ')
            .ToLookup(d => d.Path, d => d.Letter);
        return [.. _cases.Select((_, i) => string.Concat(letters[PathOf(i)].Distinct().Order()))];
    }

    /// <summary>What running shows of each case.</summary>
    public string[] Execute()
    {
        var marks = new CatchMarks();
        IEnumerable<SyntaxTree> trees = _compilation.SyntaxTrees.Select(t => t.FilePath.StartsWith("/Case", StringComparison.Ordinal)
            ? CSharpSyntaxTree.Create((CSharpSyntaxNode)marks.Visit(t.GetRoot()), CSharp.ParseOptions, t.FilePath, System.Text.Encoding.UTF8)
            : t);
        CSharpCompilation marked = _compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees);
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = marked.Emit(image);
        emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        image.Position = 0;
        var context = new AssemblyLoadContext("corpus", isCollectible: true);
        try
        {
            Assembly assembly = context.LoadFromStream(image);
            var explore = assembly.GetType("Corpus.Driver")!.GetMethod("Explore")!
                .CreateDelegate<Func<Func<IAuditTrail, object, object>, string>>();
            var verdicts = new string[_cases.Count];
            Parallel.For(0, _cases.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
            {
                ConstructorInfo create = assembly.GetType(NamespaceOf(i) + ".Handler")!.GetConstructors()[0];
                verdicts[i] = explore((trail, store) => create.Invoke([trail, store]));
            });
            return verdicts;
        }
        finally
        {
            context.Unload();
        }
    }

    public static string PathOf(int index) => string.Create(CultureInfo.InvariantCulture, $"/Case{index:0000}.cs");

    private static string NamespaceOf(int index) => string.Create(CultureInfo.InvariantCulture, $"Case{index:0000}");

    private static char LetterOf(string id) => id switch
    {
        "AUD1001" or "AUD1010" or "AUD1011" or "AUD1012" => 'x',
        "AUD1013" => 'e',
        "AUD1014" => 'c',
        _ => ' ',
    };

    private static CSharpCompilation Compile(IReadOnlyList<CorpusCase> cases) =>
        CSharp.Compile(
        [
            CSharp.Parse(CorpusReader.Read("Prelude.txt"), "/Prelude.cs"),
            CSharp.Parse(CorpusReader.Read("Driver.txt"), "/Driver.cs"),
            .. cases.Select((c, i) => CSharp.Parse(c.SourceIn(NamespaceOf(i)), PathOf(i))),
        ]);
}
