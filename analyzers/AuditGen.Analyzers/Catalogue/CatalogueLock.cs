using System.Text;

namespace AuditGen.Analyzers.Catalogue;

/// <summary>
/// The text of <c>audit-catalogue.lock</c>: one line for each action and each recorded member, sorted, so that a change
/// of the catalogue is one changed line in a review.
/// </summary>
internal static class CatalogueLock
{
    public const string FileName = "audit-catalogue.lock";

    private const string Header = "# AuditGen catalogue lock, version 1: what readers of the trail rely on.";

    /// <summary>One line: <c>action context resource_type code category</c>.</summary>
    public static string Action(string context, string resourceType, string code, string category) =>
        $"action {context} {resourceType} {code} {category.ToLowerInvariant()}";

    /// <summary>One line: <c>member context resource_type path</c>.</summary>
    public static string Member(string context, string resourceType, string path) => $"member {context} {resourceType} {path}";

    public static string Write(IEnumerable<string> lines)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (string line in lines.Distinct(StringComparer.Ordinal).OrderBy(l => l, StringComparer.Ordinal))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The words of a line; null where it says nothing.</summary>
    public static string[]? Read(string line)
    {
        string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            5 when words[0] == "action" => words,
            4 when words[0] == "member" => words,
            _ => null,
        };
    }
}
