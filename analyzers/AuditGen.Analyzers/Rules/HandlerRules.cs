using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Rules;

/// <summary>AUD1xxx: every command handler is audited, or says why not.</summary>
internal static class HandlerRules
{
    public static readonly DiagnosticDescriptor NotAudited = new(
        "AUD1001",
        "Command handler is not audited",
        "Command handler '{0}' leaves no audit event; add [Audited(\"{1}\", AuditCategory.{2}, typeof({3}))], or say why it needs none with [AuditExempt(\"…\")]",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Every command handler is audited by a decorator, emits by hand on every successful exit, or carries a written exemption.",
        HelpLink.Of("AUD1001"));

    public static readonly DiagnosticDescriptor Exempt = new(
        "AUD1002",
        "Command handler is exempt from audit",
        "'{0}' is exempt from audit: {1}",
        RuleCategories.Handlers,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "One result for each exemption, so that a SARIF log is the inventory of exemptions.",
        HelpLink.Of("AUD1002"));

    public static readonly DiagnosticDescriptor ExemptWithoutReason = new(
        "AUD1003",
        "Exemption without a reason",
        "'{0}' is exempt from audit without a reason; say why: [AuditExempt(\"…\")]",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An exemption is read by auditors; without a reason it does not exempt.",
        HelpLink.Of("AUD1003"));

    public static readonly DiagnosticDescriptor ShapeMatchesNothing = new(
        "AUD1004",
        "Command handler configuration matches nothing",
        "[assembly: CommandHandler(typeof({0}))] matches no class of this assembly, so nothing is checked by it; name the interface that the handlers implement, or remove the line",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A configuration that matches nothing looks like a clean bill of health.",
        HelpLink.Of("AUD1004"),
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor BadActionCode = new(
        "AUD1005",
        "Action code against the pattern",
        "Action code '{0}' {1}; write '{2}'",
        RuleCategories.Handlers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Action codes are a stored contract: resource.verb in lower-case letters, digits and underscores.",
        HelpLink.Of("AUD1005"));

    public static readonly DiagnosticDescriptor ClashingCode = new(
        "AUD1006",
        "One action code with two meanings",
        "Action '{0}' means {1} here, but {2} at '{3}'; use another code, or make context, resource type and category agree",
        RuleCategories.Handlers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The same code may be emitted by several handlers if context, resource type and category agree.",
        HelpLink.Of("AUD1006"),
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor CodeOfOtherResource = new(
        "AUD1007",
        "Action code names another resource type",
        "Action '{0}' begins with '{1}', but its resource type is '{2}'; write '{3}'",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The part of an action code before the dot is the resource type it is about.",
        HelpLink.Of("AUD1007"));

    public static readonly DiagnosticDescriptor ResourceNotAuditable = new(
        "AUD1008",
        "Audited resource is not an auditable resource",
        "'{0}' is not a resource, so no event of action '{1}' can be made; mark it with [Auditable(\"context\", \"{2}\")]",
        RuleCategories.Handlers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The type named by [Audited] must be an auditable resource with a context and a resource type.",
        HelpLink.Of("AUD1008"));

    public static readonly DiagnosticDescriptor CannotBeDecorated = new(
        "AUD1009",
        "Audited handler cannot be decorated",
        "No decorator can wrap '{0}', because {2}, so nothing emits '{1}'; {3}",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Decorators wrap interface registrations, and name the class. One that a framework calls directly needs the framework's adapter; one that is private or file-local cannot be named.",
        HelpLink.Of("AUD1009"));

    public static readonly DiagnosticDescriptor SilentExit = new(
        "AUD1010",
        "Successful exit without an audit event",
        "'{0}' can succeed here ({1}) without having emitted an audit event; emit before this exit, throw, or return a failure",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A handler that emits by hand must emit on every successful exit.",
        HelpLink.Of("AUD1010"));

    public static readonly DiagnosticDescriptor EmitsAuditNotKept = new(
        "AUD1011",
        "[EmitsAudit] is not kept",
        "'{0}' promises [EmitsAudit] but can succeed here ({1}) without having emitted an audit event; emit before this exit, throw, or return a failure",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A method marked [EmitsAudit], and every implementation of it, must emit on every successful exit.",
        HelpLink.Of("AUD1011"));

    public static readonly DiagnosticDescriptor NotAwaited = new(
        "AUD1012",
        "Emission is not awaited",
        "This emission is not awaited, so '{0}' can succeed before, or without, the event being durable; await it",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An emission counts when it has completed.",
        HelpLink.Of("AUD1012"));

    public static readonly DiagnosticDescriptor EmittedBeforeSave = new(
        "AUD1013",
        "Emission before the change is persisted",
        "The event is emitted before '{0}' persists the change, so it would exist even if that failed; emit after it",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An event exists if and only if its change committed.",
        HelpLink.Of("AUD1013"));

    public static readonly DiagnosticDescriptor EmittedInCatch = new(
        "AUD1014",
        "Emission in a catch that then reports success",
        "The event is emitted only after an exception was caught, and '{0}' then reports success; rethrow, return a failure, or emit where the change is made",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An event about a change that failed, under a success, misleads whoever reads it.",
        HelpLink.Of("AUD1014"));

    public static readonly DiagnosticDescriptor ChangedUntracked = new(
        "AUD1015",
        "Resource is changed without being tracked",
        "'{0}' is changed here but never tracked, so its change is not recorded; call audit.Track({0}) before",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The decorator compares the resources that the handler tracked.",
        HelpLink.Of("AUD1015"));

    /// <summary>The same rule where only the whole compilation tells whether resources are tracked by hand here.</summary>
    public static readonly DiagnosticDescriptor ChangedUntrackedAtEnd = new(
        "AUD1015",
        "Resource is changed without being tracked",
        "'{0}' is changed here but never tracked, so its change is not recorded; call audit.Track({0}) before",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The decorator compares the resources that the handler tracked.",
        HelpLink.Of("AUD1015"),
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor TrackedTooLate = new(
        "AUD1016",
        "Resource is tracked after it was changed",
        "'{0}' is tracked after it was changed in line {1}, so that change is not recorded; track it before",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Track records the state before the change.",
        HelpLink.Of("AUD1016"));

    public static readonly DiagnosticDescriptor TrackedImmutable = new(
        "AUD1017",
        "Immutable resource is tracked",
        "Instances of '{0}' cannot change, so tracking one records nothing; call audit.Changed(before, after)",
        RuleCategories.Handlers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Immutable resources are replaced, not changed.",
        HelpLink.Of("AUD1017"));

    public static readonly DiagnosticDescriptor BypassesTracking = new(
        "AUD1018",
        "Write bypasses tracking",
        "'{0}' writes {1} behind the back of the change tracking, so the change is not recorded; load, track and change the resource, or say so with audit.Changed",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Set-based updates and raw SQL change rows that nobody has seen.",
        HelpLink.Of("AUD1018"));

    public static readonly DiagnosticDescriptor AuditedQuery = new(
        "AUD1019",
        "Query handler is audited",
        "'{0}' looks like a query; queries of business users are not audited, so remove [Audited] or use the category Export or Evaluate where the reading itself matters",
        RuleCategories.Handlers,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Recording what users look at drowns what they did.",
        HelpLink.Of("AUD1019"));

    public static readonly DiagnosticDescriptor NoisyEvent = new(
        "AUD1020",
        "Technical noise is audited",
        "Action '{0}' looks like technical noise ('{1}'), which belongs in a log; declare a business fact, or say why there is none with [AuditExempt(\"…\")]",
        RuleCategories.Handlers,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Incidental technical events are not business facts.",
        HelpLink.Of("AUD1020"));

    public static readonly DiagnosticDescriptor CatalogueBreak = new(
        "AUD1021",
        "Audit catalogue breaks its lock",
        "{0}; undo it, declare a rename with [AuditFormerly(\"{1}\")], or update audit-catalogue.lock",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Actions and recorded members are a contract with everyone who reads the trail.",
        HelpLink.Of("AUD1021"),
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor CatalogueNotLocked = new(
        "AUD1022",
        "Audit catalogue is not in its lock",
        "{0} is not in audit-catalogue.lock yet; update the lock",
        RuleCategories.Handlers,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Only what is in the lock is protected by it.",
        HelpLink.Of("AUD1022"),
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor ActionNotChosen = new(
        "AUD1023",
        "None of several actions is chosen",
        "'{0}' declares {1} actions but never says which one happened, so the first is always recorded; call audit.Action(…)",
        RuleCategories.Handlers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Where one command can end in different actions the handler says which.",
        HelpLink.Of("AUD1023"));
}
