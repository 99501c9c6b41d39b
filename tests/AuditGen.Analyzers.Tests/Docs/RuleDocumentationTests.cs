using AuditGen.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Tests.Docs;

public sealed class RuleDocumentationTests
{
    private static readonly string[] Presets = ["default", "strict", "none"];

    private static string[] Ids => [.. AllRules.Descriptors.Select(d => d.Id).Distinct()];

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule()
    {
        string[] pages = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs/rules"), "AUD*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
        pages.ShouldBe(Ids);
        foreach (DiagnosticDescriptor rule in AllRules.Descriptors)
        {
            string page = Repository.Read($"docs/rules/{rule.Id}.md");
            page.ShouldStartWith($"# {rule.Id}: {rule.Title}");
            page.ShouldContain($"| Severity | {rule.DefaultSeverity} |");
            page.ShouldContain($"| Category | {rule.Category} |");
            page.ShouldContain(rule.Description.ToString());
            foreach (string part in new[] { "## Why", "## Bad", "## Good", "## How to configure" })
            {
                page.ShouldContain(part);
            }
        }
    }

    [Fact]
    public void The_list_of_rules_is_whole() =>
        Repository.Read("docs/rules/README.md").ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith("| [AUD", StringComparison.Ordinal))
            .ShouldBe(AllRules.Descriptors.DistinctBy(d => d.Id).Select(d => $"| [{d.Id}]({d.Id}.md) | {d.Title} | {d.DefaultSeverity} |"));

    [Fact]
    public void Every_help_link_leads_to_the_page() =>
        AllRules.Descriptors.ShouldAllBe(d => d.HelpLinkUri.EndsWith($"/docs/rules/{d.Id}.md", StringComparison.Ordinal));

    [Fact]
    public void Every_rule_is_in_the_release_file()
    {
        string releases = Repository.Read("analyzers/AuditGen.Analyzers/AnalyzerReleases.Unshipped.md") + Repository.Read("analyzers/AuditGen.Analyzers/AnalyzerReleases.Shipped.md");
        foreach (DiagnosticDescriptor rule in AllRules.Descriptors)
        {
            releases.ShouldContain($"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}");
        }
    }

    [Fact]
    public void Every_rule_is_in_every_preset()
    {
        foreach (string preset in Presets)
        {
            string[] configured = [.. Repository.Read($"analyzers/configuration/{preset}.globalconfig").Split('\n').Where(l => l.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal)).Select(l => l.Split('.')[1]).Order(StringComparer.Ordinal)];
            configured.ShouldBe(Ids);
        }
    }

    [Fact]
    public void Every_rule_with_a_fix_says_so()
    {
        HashSet<string> fixable = [.. Fixing.Providers().SelectMany(p => p.FixableDiagnosticIds)];
        foreach (string id in Ids)
        {
            Repository.Read($"docs/rules/{id}.md").Contains("| Code fix | none |", StringComparison.Ordinal).ShouldBe(!fixable.Contains(id), id);
        }
    }
}
