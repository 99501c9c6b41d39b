using System.Text.RegularExpressions;

namespace AuditGen.Packaging.Tests;

/// <summary>The files that the README tells a newcomer to write: a name in backquotes and a colon, then the C# block.</summary>
internal static partial class ReadmeFiles
{
    public static IReadOnlyDictionary<string, string> Read(string readme) =>
        Named().Matches(File.ReadAllText(readme)).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["code"].Value, StringComparer.Ordinal);

    [GeneratedRegex(@"^`(?<name>\w+\.cs)`:\r?\n\r?\n```csharp\r?\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Named();
}
