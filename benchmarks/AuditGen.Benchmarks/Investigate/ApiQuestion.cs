using AuditGen.Reading;

namespace AuditGen.Benchmarks.Investigate;

/// <summary>One question, as HTTP asks it and as the store is asked.</summary>
/// <param name="Filters">The parameters of the address; empty for none.</param>
/// <param name="Query">The same for the store.</param>
internal sealed record ApiQuestion(string Filters, AuditQuery Query)
{
    /// <summary>Nothing narrowed down.</summary>
    public static ApiQuestion All { get; } = new("", new AuditQuery { Access = AuditAccess.Everything });

    /// <summary>One condition.</summary>
    public static ApiQuestion Where(string parameter, string value, Func<AuditQuery, AuditQuery> narrow) =>
        new($"&{parameter}={Uri.EscapeDataString(value)}", narrow(All.Query));
}
