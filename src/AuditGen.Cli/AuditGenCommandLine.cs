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
    private static readonly (string Name, Func<CliHost, Command> Create)[] s_verbs =
    [
        ("search", static host => new SearchCommand(host)),
        ("show", static host => new ShowCommand(host)),
        ("history", static host => new HistoryCommand(host)),
        ("as-of", static host => new AsOfCommand(host)),
        ("session", static host => new SessionCommand(host)),
        ("tail", static host => new TailCommand(host)),
        ("stats", static host => new StatsCommand(host)),
        ("export", static host => new ExportCommand(host)),
        ("archive", static host => new ArchiveCommand(host)),
        ("quarantine", static host => new QuarantineCommand(host)),
        ("erase", static host => new EraseCommand(host)),
        ("doctor", static host => new DoctorCommand(host)),
        ("verify", static host => new VerifyCommand(host)),
        ("prove", static host => new ProveCommand(host)),
        ("verify-proof", static host => new VerifyProofCommand(host)),
        ("consistency", static host => new ConsistencyCommand(host)),
        ("verify-note", static host => new VerifyNoteCommand(host)),
        ("keygen", static host => new KeygenCommand(host)),
        ("bootstrap", static host => new BootstrapCommand(host)),
        ("kibana", static host => new KibanaCommand(host)),
        ("roles", static host => new RolesCommand(host)),
        ("catalogue", static host => new CatalogueCommand(host)),
    ];

    /// <summary>Makes the root command.</summary>
    /// <param name="host">Where verbs read from and write to.</param>
    /// <param name="typed">The first word of the command line: where it is a verb only that one is made, so that it starts sooner.</param>
    public static RootCommand Create(CliHost host, string? typed = null)
    {
        var root = new RootCommand("Search, verify and prove an AuditGen audit trail.");
        bool isVerb = s_verbs.Any(verb => string.Equals(verb.Name, typed, StringComparison.Ordinal));
        foreach ((string name, Func<CliHost, Command> create) in s_verbs)
        {
            if (!isVerb || string.Equals(name, typed, StringComparison.Ordinal))
            {
                root.Add(create(host));
            }
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliHost host, CancellationToken cancellationToken)
    {
        ParseResult parsed = Create(host, arguments.Count > 0 ? arguments[0] : null).Parse(arguments);
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
