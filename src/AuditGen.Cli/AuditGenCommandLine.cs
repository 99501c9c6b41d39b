using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using AuditGen.Cli.Help;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Verbs;

namespace AuditGen.Cli;

/// <summary>The root command: one class per verb, listed here.</summary>
internal static class AuditGenCommandLine
{
    /// <summary>Makes the root command.</summary>
    public static RootCommand Create(CliHost host)
    {
        var root = new RootCommand("Search, verify and prove an AuditGen audit trail.")
        {
            new SearchCommand(host),
            new ShowCommand(host),
            new HistoryCommand(host),
            new AsOfCommand(host),
            new SessionCommand(host),
            new TailCommand(host),
            new StatsCommand(host),
            new ExportCommand(host),
            new ArchiveCommand(host),
            new QuarantineCommand(host),
            new DoctorCommand(host),
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
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliHost host, CancellationToken cancellationToken)
    {
        ParseResult parsed = Create(host).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return await RefuseAsync(parsed, host).ConfigureAwait(false);
        }

        var invocation = new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync("stopped").ConfigureAwait(false);
            return ExitCode.Stopped;
        }
        catch (Exception exception) when (Failure.Of(exception) is { } failure)
        {
            await host.Error.WriteLineAsync($"auditgen: {SafeText.OfLines(failure.Sentence)}").ConfigureAwait(false);
            return failure.ExitCode;
        }
        finally
        {
            await host.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<int> RefuseAsync(ParseResult parsed, CliHost host)
    {
        Command command = parsed.CommandResult.Command;
        foreach (ParseError error in parsed.Errors)
        {
            await host.NoteAsync($"auditgen: {error.Message}").ConfigureAwait(false);
        }

        string verb = $"auditgen {HelpWithExamples.PathOf(command)}".TrimEnd();
        string? meant = parsed.UnmatchedTokens.Select(token => Suggestion.For(command, token)).FirstOrDefault(static name => name is not null);
        await host.NoteAsync(meant is null ? $"Write '{verb} --help' to see what it takes." : $"Did you mean {meant}? Write '{verb} --help' to see what it takes.").ConfigureAwait(false);
        return ExitCode.Incomplete;
    }
}
