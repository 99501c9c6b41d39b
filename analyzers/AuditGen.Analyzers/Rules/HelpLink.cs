namespace AuditGen.Analyzers.Rules;

/// <summary>Where the page of a rule is.</summary>
internal static class HelpLink
{
    private const string Pages = "https://github.com/auditgen/auditgen/blob/main/docs/rules/";

    public static string Of(string ruleId) => Pages + ruleId + ".md";
}
