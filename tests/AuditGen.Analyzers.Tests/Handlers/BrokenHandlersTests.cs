using AuditGen.Analyzers.Tests.Corpus;
using AuditGen.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AuditGen.Analyzers.Tests.Handlers;

/// <summary>One deliberately broken piece of code for each rule, in Broken.txt.</summary>
public sealed class BrokenHandlersTests
{
    [Fact]
    public async Task Every_rule_reports_the_code_that_breaks_it()
    {
        Dictionary<string, string> broken = ("\n" + CorpusReader.Read("Broken.txt"))
            .Split("\n## ", StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(p => p.Split('\n')[0].Trim(), p => p.Split('\n', 2)[1], StringComparer.Ordinal);
        string shape = broken["shape"];
        broken.Remove("shape");
        broken.Keys.Order(StringComparer.Ordinal).ToArray().ShouldBe(AllRules.Descriptors.Select(d => d.Id).Distinct().ToArray());
        foreach ((string rule, string source) in broken)
        {
            string[] parts = source.Split("-- generated\n");
            List<SyntaxTree> trees = [CSharp.Parse(shape, "/Shape.cs"), CSharp.Parse("using AuditGen;\nusing App;\n" + parts[0], "/Broken.cs")];
            if (parts.Length > 1)
            {
                trees.Add(CSharp.Parse(parts[1], "/Broken.g.cs"));
            }

            AdditionalText[] files = rule is "AUD1021" or "AUD1022" ? [new LockFile()] : [];
            var found = await AllRules.RunAsync(CSharp.Compile(trees), files: files, cancellationToken: TestContext.Current.CancellationToken);
            found.Select(d => d.Id).ShouldContain(rule);
        }
    }

    private sealed class LockFile : AdditionalText
    {
        public override string Path => "/src/audit-catalogue.lock";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From("action finance invoice invoice.gone post\n");
    }
}
