using AuditGen.Analyzers.Tests.Corpus;
using AuditGen.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Analyzers.Tests.Robustness;

/// <summary>The analyzers survive whatever is typed: a crash (AD0001) fails <see cref="AllRules.RunAsync"/>.</summary>
public sealed class RobustnessTests
{
    private const int Seed = 20261121;

    private static int BrokenFiles => Environment.GetEnvironmentVariable("AUDITGEN_SOAK") is null ? 2000 : 20000;

    [Fact]
    public async Task Every_source_file_of_this_repository_is_read_without_a_crash()
    {
        SyntaxTree[] trees = [.. Repository.CSharpFiles().Select(f => CSharp.Parse(File.ReadAllText(f), f))];
        trees.Length.ShouldBeGreaterThan(100);
        await AllRules.RunAsync(CSharp.Compile(trees), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Thousands_of_broken_files_are_read_without_a_crash()
    {
        var random = new Random(Seed);
        string[] sources =
        [
            .. CorpusReader.Handlers(formsEach: 0).Select((c, i) => c.SourceIn($"Case{i}")),
            .. Repository.CSharpFiles().Where(f => f.Contains("samples", StringComparison.Ordinal)).Select(File.ReadAllText),
        ];
        const int Batch = 500;
        for (int done = 0; done < BrokenFiles; done += Batch)
        {
            IEnumerable<SyntaxTree> broken = Enumerable.Range(done, Batch).Select(i => CSharp.Parse(Break(sources[random.Next(sources.Length)], random), $"/Broken{i}.cs"));
            CSharpCompilation compilation = CSharp.Compile([CSharp.Parse(CorpusReader.Read("Prelude.txt"), "/Prelude.cs"), .. broken]);
            await AllRules.RunAsync(compilation, cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Deletes, doubles, swaps or cuts a few tokens.</summary>
    private static string Break(string source, Random random)
    {
        List<SyntaxToken> tokens = [.. CSharpSyntaxTree.ParseText(source, CSharp.ParseOptions).GetRoot().DescendantTokens()];
        for (int change = random.Next(1, 4); change > 0 && tokens.Count > 2; change--)
        {
            int at = random.Next(tokens.Count - 1);
            switch (random.Next(5))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[random.Next(tokens.Count)]);
                    break;
                case 2:
                    (tokens[at], tokens[at + 1]) = (tokens[at + 1], tokens[at]);
                    break;
                case 3:
                    tokens.RemoveRange(at, Math.Min(tokens.Count - at, random.Next(1, 12)));
                    break;
                default:
                    tokens[at] = tokens[random.Next(tokens.Count)];
                    break;
            }
        }

        return string.Concat(tokens.Select(t => t.ToFullString()));
    }
}
