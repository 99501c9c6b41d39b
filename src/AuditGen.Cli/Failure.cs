using AuditGen.Cli.Asking;
using AuditGen.Cli.Verbs;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;

namespace AuditGen.Cli;

/// <summary>What a failure means for who typed the command: a sentence and an exit code, never a stack trace.</summary>
/// <param name="ExitCode">The process's exit code.</param>
/// <param name="Sentence">What happened and what to do.</param>
internal sealed record Failure(int ExitCode, string Sentence)
{
    /// <summary>Explains what a user, a disk or a server can cause; <see langword="null"/> for a fault of the program.</summary>
    public static Failure? Of(Exception exception) => exception switch
    {
        UsageException => new Failure(Cli.ExitCode.Incomplete, exception.Message),
        ElasticsearchTransportException or ElasticsearchStoreException { InnerException: ElasticsearchTransportException } =>
            new Failure(Cli.ExitCode.Incomplete, $"{exception.Message} Check the address, and that the cluster runs and can be reached from here."),
        ElasticsearchStoreException refused => new Failure(Cli.ExitCode.Incomplete, refused.Message + AdviceOf(refused.Status)),
        AuditStoreException => new Failure(Cli.ExitCode.Incomplete, exception.Message),
        IOException or UnauthorizedAccessException or FormatException or LedgerException or JournalException => new Failure(Cli.ExitCode.Failed, exception.Message),
        _ => null,
    };

    private static string AdviceOf(int status) => status switch
    {
        401 => $". The cluster wants a credential: set {ElasticsearchConnection.ApiKeyVariable}, or {ElasticsearchConnection.UserVariable} and {ElasticsearchConnection.PasswordVariable}.",
        403 => ". The credential may not read these streams: 'auditgen roles' prints the role of a reader.",
        404 => ". Check the address and --namespace.",
        _ => "",
    };
}
