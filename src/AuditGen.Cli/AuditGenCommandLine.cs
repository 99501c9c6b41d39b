using System.CommandLine;
using AuditGen.Cli.Verbs;

namespace AuditGen.Cli;

/// <summary>The root command: one class per verb, listed here.</summary>
internal static class AuditGenCommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliHost host, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Search, verify and prove an AuditGen audit trail.")
        {
            new VerifyCommand(host),
            new ProveCommand(host),
            new VerifyProofCommand(host),
            new ConsistencyCommand(host),
            new VerifyNoteCommand(host),
            new KeygenCommand(host),
            new BootstrapCommand(host),
            new KibanaCommand(host),
            new RolesCommand(host),
            new CatalogueCommand(host),
        };
        var invocation = new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false };
        try
        {
            return await root.Parse(arguments).InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync("stopped").ConfigureAwait(false);
            return ExitCode.Stopped;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or Ledger.LedgerException or Journal.JournalException)
        {
            // What a user can cause is a sentence, not a stack trace.
            await host.Error.WriteLineAsync($"auditgen: {exception.Message}").ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }
}
