using System.Text.RegularExpressions;
using AuditGen.Documentation.Tests;
using AuditGen.Documentation.Tests.Markdown;

namespace AuditGen.Packaging.Tests.Commands;

/// <summary>A <c>dotnet</c> command that a document shows, in a block or in backquotes.</summary>
/// <param name="Document">Path from the root of the repository.</param>
/// <param name="Text">The command as the document has it.</param>
internal sealed partial record DocumentedCommand(string Document, string Text)
{
    /// <summary>Its words after <c>dotnet</c>, up to a pipe.</summary>
    public IReadOnlyList<string> Words { get; } =
        [.. Text.Split(" | ")[0].Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static word => word.Trim('"', '\''))];

    /// <summary>The commands of all documents, each once a document.</summary>
    public static IEnumerable<DocumentedCommand> All()
    {
        foreach (string document in Repository.Documents)
        {
            string text = Repository.Read(document);
            IEnumerable<string> lines = CodeBlocks.Of(document, text).SelectMany(static block => block.Text.Split('\n'))
                .Concat(Inline().Matches(text).Select(static match => match.Groups["command"].Value.ReplaceLineEndings(" ")));
            foreach (string line in lines.Where(static line => line.StartsWith("dotnet ", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
            {
                yield return new DocumentedCommand(document, line);
            }
        }
    }

    /// <summary>What stands behind the first <paramref name="option"/>; null where it is not there.</summary>
    public string? After(string option)
    {
        int at = Words.ToList().IndexOf(option);
        return at < 0 || at + 1 >= Words.Count ? null : Words[at + 1];
    }

    public override string ToString() => $"{Document}: {Text}";

    [GeneratedRegex(@"`(?<command>dotnet (run|test|build|publish|tool|ef|pack|add) [^`]+)`", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Inline();
}
