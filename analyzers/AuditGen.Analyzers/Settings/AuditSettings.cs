using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AuditGen.Analyzers.Settings;

/// <summary>What a team can configure in <c>.editorconfig</c>. Lists replace the default; a list that begins with <c>+</c> adds to it.</summary>
internal sealed class AuditSettings
{
    private static readonly string[] DefaultFailureFactories =
    [
        "Result.Fail*", "Result.Error*", "Result.Invalid*", "Result.NotFound*", "Result.Conflict*", "Result.Denied*", "Result.Forbid*",
        "Result.Unauthorized*", "Result.Reject*", "Results.BadRequest", "Results.NotFound", "Results.Problem", "Results.Conflict",
        "Results.Forbid", "Results.Unauthorized", "Results.ValidationProblem", "TypedResults.BadRequest", "TypedResults.NotFound",
        "TypedResults.Problem", "TypedResults.Conflict", "TypedResults.Forbid", "TypedResults.Unauthorized", "TypedResults.ValidationProblem",
        "OneOf.FromT1",
    ];

    private static readonly string[] DefaultPersistMethods =
        ["Save", "SaveAsync", "SaveChanges", "SaveChangesAsync", "Commit", "CommitAsync", "Persist", "PersistAsync", "Flush", "FlushAsync"];

    private static readonly string[] DefaultSecretNames =
    [
        "password", "passwd", "pwd", "passphrase", "secret", "api key", "access key", "private key", "access token", "refresh token",
        "bearer token", "auth token", "token", "credential", "credentials", "pin", "pin code", "otp", "cvv", "cvc", "security code",
        "password hash", "salt", "connection string", "recovery code",
    ];

    private static readonly string[] DefaultPersonalNames =
    [
        "iban", "bic", "account number", "bank account", "card number", "credit card", "pan", "ssn", "social security number",
        "tax id", "tax number", "passport number", "national id", "date of birth", "birth date", "birthday", "salary", "health insurance number",
    ];

    private static readonly string[] DefaultQueryNames = ["*Query", "Get*", "List*", "Find*", "Search*", "Count*", "Lookup*", "Browse*"];

    private static readonly string[] DefaultNoiseNames =
        ["heartbeat", "ping", "poll", "health", "healthcheck", "cache", "metrics", "telemetry", "retry", "keepalive", "warmup", "tick"];

    private AuditSettings(AnalyzerConfigOptions options)
    {
        FailureFactories = NamePatterns.Of(List(options, "auditgen_failure_factories", DefaultFailureFactories));
        PersistMethods = NamePatterns.Of(List(options, "auditgen_persist_methods", DefaultPersistMethods));
        QueryNames = NamePatterns.Of(List(options, "auditgen_query_names", DefaultQueryNames));
        TrackingLoaders = NamePatterns.Of(List(options, "auditgen_tracking_loaders", []));
        SecretNames = List(options, "auditgen_secret_names", DefaultSecretNames);
        PersonalNames = List(options, "auditgen_personal_names", DefaultPersonalNames);
        NoiseNames = List(options, "auditgen_noise_names", DefaultNoiseNames);
        HasAdapter = Flag(options, "auditgen_adapter") ?? false;
        ChangeTracker = Flag(options, "auditgen_change_tracker");
        FalseIsFailure = Flag(options, "auditgen_false_is_failure") ?? false;
    }

    /// <summary><c>auditgen_failure_factories</c>: <c>Type.Member</c> patterns whose values mean that a command failed.</summary>
    public NamePatterns FailureFactories { get; }

    /// <summary><c>auditgen_persist_methods</c>: names of methods that make a change durable.</summary>
    public NamePatterns PersistMethods { get; }

    /// <summary><c>auditgen_query_names</c>: names of messages that are queries, where a framework has one handler interface for both.</summary>
    public NamePatterns QueryNames { get; }

    /// <summary><c>auditgen_tracking_loaders</c>: names of methods that return resources tracked already.</summary>
    public NamePatterns TrackingLoaders { get; }

    /// <summary><c>auditgen_secret_names</c>: words that make a member look like a secret.</summary>
    public IReadOnlyList<string> SecretNames { get; }

    /// <summary><c>auditgen_personal_names</c>: words that make a member look like personal data.</summary>
    public IReadOnlyList<string> PersonalNames { get; }

    /// <summary><c>auditgen_noise_names</c>: words of action codes that are technical noise.</summary>
    public IReadOnlyList<string> NoiseNames { get; }

    /// <summary><c>auditgen_adapter</c>: an adapter of the framework audits handler classes that no decorator can wrap.</summary>
    public bool HasAdapter { get; }

    /// <summary><c>auditgen_change_tracker</c>: whether something (Entity Framework Core) tracks resources without being told.</summary>
    public bool? ChangeTracker { get; }

    /// <summary><c>auditgen_false_is_failure</c>: a handler that returns false has failed.</summary>
    public bool FalseIsFailure { get; }

    /// <summary>Reads settings once a file and keeps them for the life of a compilation.</summary>
    public static Func<SyntaxTree, AuditSettings> Reader(AnalyzerOptions options)
    {
        var read = new ConcurrentDictionary<AnalyzerConfigOptions, AuditSettings>();
        return tree => read.GetOrAdd(options.AnalyzerConfigOptionsProvider.GetOptions(tree), o => new AuditSettings(o));
    }

    private static bool? Flag(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out string? text) && bool.TryParse(text.Trim(), out bool value) ? value : null;

    private static string[] List(AnalyzerConfigOptions options, string key, string[] defaults)
    {
        if (!options.TryGetValue(key, out string? text))
        {
            return defaults;
        }

        text = text.Trim();
        bool adds = text.StartsWith("+", StringComparison.Ordinal);
        IEnumerable<string> given = (adds ? text.Substring(1) : text)
            .Split(',')
            .Select(item => item.Trim())
            .Where(item => item.Length > 0);
        return adds ? [.. defaults, .. given] : [.. given];
    }
}
