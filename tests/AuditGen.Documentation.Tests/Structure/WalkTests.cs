using System.Text.RegularExpressions;

namespace AuditGen.Documentation.Tests.Structure;

/// <summary>The walk of docs/architecture.md, from annotation to stored document, names files that are there, each once.</summary>
public sealed partial class WalkTests
{
    [Fact]
    public void The_walk_names_each_file_once_and_every_one_exists()
    {
        string architecture = Repository.Read("docs/architecture.md");
        string walk = architecture[architecture.IndexOf("## A walk", StringComparison.Ordinal)..];
        string[] names = [.. Name().Matches(walk).Select(match => match.Groups["name"].Value)];
        HashSet<string> files =
        [
            .. Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories).Select(Repository.Relative)
                .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)),
        ];

        names.Length.ShouldBeGreaterThan(20);
        names.ShouldBeUnique();
        names.Where(name => !files.Any(file => file == name || file.EndsWith("/" + name, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [GeneratedRegex(@"`(?<name>[\w./]+\.(cs|js))`", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Name();
}
