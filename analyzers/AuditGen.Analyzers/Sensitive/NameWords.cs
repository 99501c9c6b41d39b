namespace AuditGen.Analyzers.Sensitive;

/// <summary>Looks for configured words, such as "api key", among the words of a member's name.</summary>
internal static class NameWords
{
    /// <summary>The configured entry that the name contains as whole words, or null.</summary>
    public static string? Find(string name, IReadOnlyList<string> entries)
    {
        string words = "_" + Symbols.StoredNames.ToWord(name) + "_";
        string joined = words.Replace("_", string.Empty);
        foreach (string entry in entries)
        {
            string wanted = entry.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
            if (words.IndexOf("_" + wanted + "_", StringComparison.Ordinal) >= 0 || joined == wanted.Replace("_", string.Empty))
            {
                return entry;
            }
        }

        return null;
    }
}
