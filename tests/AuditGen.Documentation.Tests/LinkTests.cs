using System.Text.RegularExpressions;

namespace AuditGen.Documentation.Tests;

/// <summary>What the documents point to is there.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents { get; } = [.. Repository.Documents];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_or_a_heading_leads_somewhere(string document)
    {
        List<string> broken = [];
        foreach (Match link in Link().Matches(Repository.Read(document)))
        {
            string target = link.Groups["target"].Value;
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
            {
                continue;
            }

            string[] parts = target.Split('#', 2);
            string path = parts[0].Length == 0 ? document : Repository.Relative(Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, parts[0])));
            bool exists = Path.Exists(Path.Combine(Repository.Root, path));
            if (!exists || (parts.Length == 2 && path.EndsWith(".md", StringComparison.Ordinal) && !AnchorsOf(path).Contains(parts[1])))
            {
                broken.Add(target);
            }
        }

        broken.ShouldBeEmpty();
    }

    /// <summary>The anchors that a forge gives to headings: lower case, spaces to hyphens, punctuation gone.</summary>
    private static HashSet<string> AnchorsOf(string document) =>
        [.. Heading().Matches(Repository.Read(document)).Select(match => Punctuation().Replace(match.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"(?<!!)\]\((?<target>[^()\s]+)\)|!\[[^\]]*\]\((?<target>[^()\s]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<title>.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Punctuation();
}
