namespace AuditGen.Elasticsearch;

/// <summary>The names of the data streams.</summary>
public static class AuditStreams
{
    /// <summary>The data stream of one context: <c>audit-&lt;context&gt;-&lt;namespace&gt;</c>.</summary>
    public static string Events(string context, string @namespace) => $"audit-{Part(context)}-{Part(@namespace)}";

    /// <summary>The data streams of all contexts, as an index pattern.</summary>
    public static string AllEvents(string @namespace) => $"audit-*-{Part(@namespace)}";

    /// <summary>The data stream of checkpoints and tiles: <c>auditledger-&lt;namespace&gt;</c>.</summary>
    public static string Ledger(string @namespace) => $"auditledger-{Part(@namespace)}";

    /// <summary>A context or namespace as a part of a name: lower case, letters, digits and underscores; anything else becomes an underscore.</summary>
    public static string Part(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return string.Create(name.Length, name, static (target, source) =>
        {
            for (int i = 0; i < source.Length; i++)
            {
                char c = char.ToLowerInvariant(source[i]);
                target[i] = char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '_';
            }
        });
    }
}
