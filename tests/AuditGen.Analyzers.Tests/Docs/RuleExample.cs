using System.Globalization;
using System.Text.RegularExpressions;
using AuditGen.Documentation.Tests.Markdown;

namespace AuditGen.Analyzers.Tests.Docs;

/// <summary>One example of a rule's page, in which <c>// AUD1001 …</c> at the end of a line says what is reported there.</summary>
/// <param name="Block">Where it stands.</param>
/// <param name="Source">The C# text without what it says is reported; lines are those of the block.</param>
/// <param name="Lock">The text of <c>audit-catalogue.lock</c>, where the page shows one.</param>
/// <param name="Expected">What is reported: <c>AUD1001 in line 3</c> of the source, <c>AUD1021 in the lock</c>.</param>
internal sealed partial record RuleExample(CodeBlock Block, string Source, string? Lock, IReadOnlyList<string> Expected)
{
    public static RuleExample Of(CodeBlock block, CodeBlock? locked)
    {
        string[] lines = block.Text.Split('\n');
        IEnumerable<string> marks = lines.SelectMany((line, at) => Marks(line).Select(id => InLine(id, at)));
        IEnumerable<string> lockMarks = (locked?.Text ?? string.Empty).Split('\n').SelectMany(Marks).Select(InLock);
        return new RuleExample(
            block,
            string.Join('\n', lines.Select(line => Mark().Replace(line, string.Empty))) + "\n",
            locked is null ? null : locked.Text + "\n",
            [.. marks.Concat(lockMarks).Distinct().Order(StringComparer.Ordinal)]);
    }

    public static string InLine(string id, int line) => string.Create(CultureInfo.InvariantCulture, $"{id} in line {line + 1}");

    public static string InLock(string id) => id + " in the lock";

    private static IEnumerable<string> Marks(string line) =>
        Mark().Match(line).Groups["id"].Captures.Select(id => id.Value);

    [GeneratedRegex(@"\s*(//|#) *((?<id>AUD\d{4})(, )?)+\b.*$", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Mark();
}
