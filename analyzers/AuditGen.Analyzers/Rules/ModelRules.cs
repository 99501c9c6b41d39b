using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Rules;

/// <summary>AUD0xxx: what an auditable type must be like for its changes to be recorded.</summary>
internal static class ModelRules
{
    public static readonly DiagnosticDescriptor MissingKey = new(
        "AUD0001",
        "Auditable resource has no key",
        "Resource '{0}' has no key, so its events could not say which {1} they are about; mark the identifying member with [AuditKey]{2}",
        RuleCategories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A resource is identified in every event by its key. Mark one member, or several for a composite key.",
        HelpLink.Of("AUD0001"));

    public static readonly DiagnosticDescriptor MutableKey = new(
        "AUD0002",
        "Audit key can change",
        "Key '{0}' can be changed from outside its type, which would split the resource's history; make it get-only, init-only or private set",
        RuleCategories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The history of a resource is found by its key. A key that changes splits the history in two.",
        HelpLink.Of("AUD0002"));

    public static readonly DiagnosticDescriptor UnsupportedMember = new(
        "AUD0003",
        "Member cannot be recorded",
        "'{0}' cannot be recorded: {1}; {2}",
        RuleCategories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A recorded member must have a value that can be compared and written: a scalar, a value object, an auditable part, or a collection of these.",
        HelpLink.Of("AUD0003"));

    public static readonly DiagnosticDescriptor UnkeyedCollection = new(
        "AUD0004",
        "Elements of a recorded collection have no key",
        "Elements of '{0}' have no key, so a change inside one is recorded as one removed and one added; mark the member of '{1}' that identifies it with [AuditKey]",
        RuleCategories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Elements with a key are compared one by one; without one only whole elements can be told to have come or gone.",
        HelpLink.Of("AUD0004"));

    public static readonly DiagnosticDescriptor Cycle = new(
        "AUD0005",
        "Auditable types form a cycle",
        "'{0}' closes a cycle ({1}), so the state of '{2}' would have no end; mark a member on the way with [AuditReference] to record the key only, or with [AuditIgnore(\"why\")]",
        RuleCategories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The state of a resource contains the states of its parts. A part that contains its owner must refer to it instead.",
        HelpLink.Of("AUD0005"));

    public static readonly DiagnosticDescriptor UnreachableType = new(
        "AUD0006",
        "Auditable type cannot be reached by generated code",
        "'{0}' cannot be audited: {1}; {2}",
        RuleCategories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Generated code must be able to name the type.",
        HelpLink.Of("AUD0006"));

    public static readonly DiagnosticDescriptor UnauditedDerivedType = new(
        "AUD0007",
        "Derived type of an auditable type is not auditable",
        "'{0}' derives from the auditable type '{1}' but is not auditable itself, so its instances are recorded as \"unaudited\"; mark it with {2}",
        RuleCategories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The generated code switches over the auditable derived types that it knows.",
        HelpLink.Of("AUD0007"));

    public static readonly DiagnosticDescriptor BadName = new(
        "AUD0008",
        "Stored name against its pattern",
        "{0} '{1}' {2}; write '{3}'",
        RuleCategories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Contexts and resource types are stored names: lower-case letters, digits and underscores. The context 'auditgen' is reserved.",
        HelpLink.Of("AUD0008"));

    public static readonly DiagnosticDescriptor MemberOutsideCatalogue = new(
        "AUD0009",
        "Member made by another generator is not recorded",
        "'{0}' of '{1}' was made by another source generator, which AuditGen's cannot see, so it is not recorded; declare it in your own source or mark it with [AuditIgnore(\"why\")]",
        RuleCategories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Source generators do not see each other's output.",
        HelpLink.Of("AUD0009"),
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor IgnoreWithoutReason = new(
        "AUD0010",
        "Member is ignored without a reason",
        "'{0}' is left out of the audit without a reason; say why: [AuditIgnore(\"…\")]",
        RuleCategories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What is not recorded must be justified in writing, for the reader who looks for it.",
        HelpLink.Of("AUD0010"));

    public static readonly DiagnosticDescriptor HalfAnnotated = new(
        "AUD0011",
        "Audit annotation without effect",
        "[{0}] on '{1}' has no effect, because '{2}' is not auditable; mark the type with [Auditable(\"context\", \"{3}\")], or with [Auditable] where it is a part of another resource",
        RuleCategories.Model,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Annotations of members count only inside an auditable type.",
        HelpLink.Of("AUD0011"));

    public static readonly DiagnosticDescriptor ContradictingAnnotations = new(
        "AUD0012",
        "Audit annotations contradict each other",
        "'{0}': {1}; {2}",
        RuleCategories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Two annotations, or an annotation and the type of its member, say different things.",
        HelpLink.Of("AUD0012"));

    public static readonly DiagnosticDescriptor ResourceTypeTwice = new(
        "AUD0013",
        "Resource type is declared twice",
        "Resource type '{0}' of context '{1}' is declared by '{2}' and by '{3}'; give one of them another name",
        RuleCategories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "A resource type is a stored name and means one thing.",
        HelpLink.Of("AUD0013"),
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor SamePath = new(
        "AUD0014",
        "Two members have the same stored name",
        "'{0}' and '{1}' would both be stored as '{2}'; rename one of them or mark it with [AuditIgnore(\"why\")]",
        RuleCategories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Members are stored under their names in camel case.",
        HelpLink.Of("AUD0014"));

    public static readonly DiagnosticDescriptor IgnoredMember = new(
        "AUD0015",
        "Member is not recorded",
        "'{0}' is not recorded: {1}",
        RuleCategories.Model,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "One result for each ignored member, so that a SARIF log is the inventory of what is not recorded.",
        HelpLink.Of("AUD0015"));
}
