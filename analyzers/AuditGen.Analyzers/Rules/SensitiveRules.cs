using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Rules;

/// <summary>AUD2xxx: a sensitive value never reaches an event, a log or an exception text.</summary>
internal static class SensitiveRules
{
    public static readonly DiagnosticDescriptor Unclassified = new(
        "AUD2001",
        "Secret-like member without a classification",
        "'{0}' looks {1} but its value is recorded as it is; mark it with [AuditSensitive(Sensitivity.{2})], or with [AuditIgnore(\"why\")]",
        RuleCategories.Sensitive,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What is in an audit trail cannot be taken out of it again.",
        HelpLink.Of("AUD2001"));

    public static readonly DiagnosticDescriptor FlowsToLog = new(
        "AUD2002",
        "Sensitive value flows into a log",
        "The value of '{0}' is sensitive and flows into a log call; leave it out or log that it is there",
        RuleCategories.Sensitive,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Logs are read by more people than the trail and kept in more places.",
        HelpLink.Of("AUD2002"));

    public static readonly DiagnosticDescriptor FlowsToException = new(
        "AUD2003",
        "Sensitive value flows into an exception",
        "The value of '{0}' is sensitive and flows into the text of an exception; name the resource's key instead",
        RuleCategories.Sensitive,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Exception texts end in logs, in answers to callers and in tickets.",
        HelpLink.Of("AUD2003"));

    public static readonly DiagnosticDescriptor FlowsToTrail = new(
        "AUD2004",
        "Sensitive value flows into the trail",
        "The value of '{0}' is sensitive and flows into {1}, which is recorded as it is; leave it out",
        RuleCategories.Sensitive,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Reasons, facts and subjects are recorded in clear.",
        HelpLink.Of("AUD2004"));

    public static readonly DiagnosticDescriptor NobodysData = new(
        "AUD2005",
        "Nobody is found whose personal data it is",
        "'{0}' is personal data of nobody: {1}; {2}",
        RuleCategories.Sensitive,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Personal data is recorded under the key of a person. Without one it is masked, and then it is lost.",
        HelpLink.Of("AUD2005"));

    /// <summary>The same rule where only the whole compilation shows it: the resources that hold a part.</summary>
    public static readonly DiagnosticDescriptor NobodysDataInPart = new(
        "AUD2005",
        "Nobody is found whose personal data it is",
        "'{0}' is personal data of nobody: {1}; {2}",
        RuleCategories.Sensitive,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Personal data is recorded under the key of a person. Without one it is masked, and then it is lost.",
        HelpLink.Of("AUD2005"),
        WellKnownDiagnosticTags.CompilationEnd);
}
