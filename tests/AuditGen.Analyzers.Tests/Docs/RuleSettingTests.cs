using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AuditGen.Analyzers.Tests.Harness;
using AuditGen.Documentation.Tests.Markdown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Tests.Docs;

/// <summary>The settings that the pages name are those that the analyzers ask for.</summary>
public sealed class RuleSettingTests
{
    [Fact]
    public async Task Every_setting_is_explained_on_a_rule_page_and_listed_in_the_guide()
    {
        string[] asked = await AskedAsync();

        asked.ShouldNotBeEmpty();
        RulePage.All.SelectMany(page => page.Settings).Distinct().Order(StringComparer.Ordinal).ShouldBe(asked);
        RulePage.SettingName().Matches(Repository.Read("docs/ci.md")).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal).ShouldBe(asked);
    }

    [Fact]
    public async Task Messages_name_only_settings_that_exist() =>
        AllRules.Descriptors.SelectMany(d => RulePage.SettingName().Matches(d.MessageFormat.ToString()).Select(m => m.Value)).Except(await AskedAsync()).ShouldBeEmpty();

    [Fact]
    public void Every_page_shows_how_to_configure_its_own_rule()
    {
        foreach (RulePage page in RulePage.All)
        {
            CodeBlock block = page.Blocks("How to configure").ShouldHaveSingleItem();
            block.Language.ShouldBe("ini");
            block.Text.ShouldContain($"\ndotnet_diagnostic.{page.Id}.severity = ");
            string category = AllRules.Descriptors.First(d => d.Id == page.Id).Category;
            page.Text.ShouldContain($"`#pragma warning disable {page.Id}`, or `[SuppressMessage(\"{category}\", \"{page.Id}\", Justification = \"…\")]`");
        }
    }

    /// <summary>Every key of ours that any analyzer asks the configuration for.</summary>
    private static async Task<string[]> AskedAsync()
    {
        var configuration = new Recording();
        Compilation compilation = CSharp.Compile([CSharp.Parse(
            """
            using AuditGen;
            [Auditable("finance", "invoice")] public sealed class Invoice { [AuditKey] public Guid Id { get; init; } }
            [Audited("invoice.post", AuditCategory.Post, typeof(Invoice))] public sealed class PostInvoiceHandler { public void Handle(Guid id) { } }
            """,
            "/Asked.cs")]);
        await AllRules.RunAsync(compilation, configuration, files: null, TestContext.Current.CancellationToken);
        return [.. configuration.Asked.Where(key => key.StartsWith("auditgen_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private sealed class Recording : AnalyzerConfigOptionsProvider
    {
        private readonly Options _options = new();

        public IEnumerable<string> Asked => _options.Asked.Keys;

        public override AnalyzerConfigOptions GlobalOptions => _options;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _options;

        private sealed class Options : AnalyzerConfigOptions
        {
            public ConcurrentDictionary<string, bool> Asked { get; } = new(StringComparer.Ordinal);

            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
            {
                Asked.TryAdd(key, true);
                value = null;
                return false;
            }
        }
    }
}
