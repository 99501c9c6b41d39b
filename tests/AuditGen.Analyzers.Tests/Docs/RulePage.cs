using System.Text.RegularExpressions;
using AuditGen.Analyzers.Tests.Harness;
using AuditGen.Documentation.Tests.Markdown;

namespace AuditGen.Analyzers.Tests.Docs;

/// <summary>The page of one rule.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Text">The whole page.</param>
internal sealed partial record RulePage(string Id, string Text)
{
    /// <summary>The pages of all rules.</summary>
    public static IReadOnlyList<RulePage> All { get; } = [.. AllRules.Descriptors.Select(d => d.Id).Distinct().Select(Read)];

    /// <summary>The message that the page quotes.</summary>
    public string Message => Quote().Match(Text).Groups["message"].Value;

    /// <summary>The settings that the page names.</summary>
    public IEnumerable<string> Settings => SettingName().Matches(Text).Select(m => m.Value).Distinct();

    public static RulePage Read(string id) => new(id, Repository.Read($"docs/rules/{id}.md").ReplaceLineEndings("\n"));

    /// <summary>The C# examples under a heading, each with the <c>audit-catalogue.lock</c> that stands under the same heading.</summary>
    public IReadOnlyList<RuleExample> Examples(string heading)
    {
        CodeBlock? locked = Blocks(heading).SingleOrDefault(block => block.Language == "text");
        return [.. Blocks(heading).Where(block => block.Language == "csharp").Select(block => RuleExample.Of(block, locked))];
    }

    public IEnumerable<CodeBlock> Blocks(string heading) => CodeBlocks.Of($"docs/rules/{Id}.md", Text).Where(block => block.Heading == heading);

    [GeneratedRegex("^> (?<message>.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Quote();

    [GeneratedRegex("auditgen_[a-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    internal static partial Regex SettingName();
}
