namespace AuditGen.Analyzers.Settings;

/// <summary>Names with an optional <c>*</c> at either end.</summary>
internal sealed class NamePatterns
{
    private readonly string[] _patterns;

    private NamePatterns(string[] patterns) => _patterns = patterns;

    public static NamePatterns Of(IEnumerable<string> patterns) => new([.. patterns]);

    public bool Matches(string name)
    {
        foreach (string pattern in _patterns)
        {
            if (Matches(pattern, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string pattern, string name)
    {
        bool open = pattern.EndsWith("*", StringComparison.Ordinal);
        bool start = pattern.StartsWith("*", StringComparison.Ordinal);
        string core = pattern.Trim('*');
        return (start, open) switch
        {
            (true, true) => name.IndexOf(core, StringComparison.Ordinal) >= 0,
            (true, false) => name.EndsWith(core, StringComparison.Ordinal),
            (false, true) => name.StartsWith(core, StringComparison.Ordinal)
                && (name.Length == core.Length || !char.IsLower(core[core.Length - 1]) || !char.IsLower(name[core.Length]) || core.IndexOf('.') >= 0),
            _ => name == core,
        };
    }
}
