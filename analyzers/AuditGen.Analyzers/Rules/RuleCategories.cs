namespace AuditGen.Analyzers.Rules;

/// <summary>The categories of the rules, as IDEs and SARIF group them.</summary>
internal static class RuleCategories
{
    public const string Model = "AuditGen.Model";
    public const string Handlers = "AuditGen.Handlers";
    public const string Sensitive = "AuditGen.Sensitive";
}
