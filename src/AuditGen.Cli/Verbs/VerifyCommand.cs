using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using AuditGen.Ledger;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen verify FOLDER</c>: compares a trail with what was signed for it.</summary>
internal sealed class VerifyCommand : Command
{
    private readonly CliHost _host;
    private readonly Argument<string> _folder = new("folder") { Description = "the trail's folder, or its journal's" };
    private readonly Option<string?> _store = new("--store") { Description = "the embedded store's folder, where it is not beside the journal" };
    private readonly Option<string[]> _exports = new("--export") { Description = "an NDJSON export to verify instead of journal and store", DefaultValueFactory = static _ => [] };
    private readonly Option<string[]> _keys = new("--key") { Description = "a verifier key, or a file of them; by default those beside the journal", DefaultValueFactory = static _ => [] };
    private readonly Option<string[]> _anchors = new("--anchor") { Description = "a file of anchored checkpoints, or another verifier's memory", DefaultValueFactory = static _ => [] };
    private readonly Option<string?> _memory = new("--memory") { Description = "where the last checkpoint seen is remembered; by default in the user's profile" };
    private readonly Option<bool> _noMemory = new("--no-memory") { Description = "neither compare with what was seen before nor remember" };
    private readonly Option<bool> _hashOnly = new("--hash-only") { Description = "compare hashes only: no indexed fields, times or continuity" };
    private readonly Option<bool> _noContinuity = new("--no-continuity") { Description = "do not look for edits that bypassed the application" };
    private readonly Option<string?> _resume = new("--resume") { Description = "keep progress in this file, and go on from it" };
    private readonly Option<int> _workers = new("--workers") { Description = "number of threads", DefaultValueFactory = static _ => Environment.ProcessorCount };
    private readonly Option<OutputFormat> _format = OutputFormatOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "the same as --format json" };

    public VerifyCommand(CliHost host)
        : base("verify", "Verify a trail against its ledger, anchors and memory: exit 0 valid, 1 tampered, 2 incomplete.")
    {
        _host = host;
        Add(_folder);
        foreach (Option option in (Option[])[_store, _exports, _keys, _anchors, _memory, _noMemory, _hashOnly, _noContinuity, _resume, _workers, _format, _json])
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var trail = TrailFolder.Find(arguments.GetRequiredValue(_folder), arguments.GetValue(_store));
        FileAnchor? memory = arguments.GetValue(_noMemory) ? null : new FileAnchor(arguments.GetValue(_memory) ?? DefaultMemory(trail));
        if (!trail.HasLedger)
        {
            return await ReportMissingAsync(trail, memory).ConfigureAwait(false);
        }

        string[] named = arguments.GetRequiredValue(_keys);
        ImmutableArray<TrustedKey> keys = named.Length > 0 ? NoteKeyReader.Read(named) : trail.KeysBeside();
        if (named.Length == 0 && !keys.IsEmpty)
        {
            await _host.Error.WriteLineAsync("note: keys are taken from beside the journal; who can change both convinces nobody. Give --key.").ConfigureAwait(false);
        }

        string[] anchors = arguments.GetRequiredValue(_anchors);
        ImmutableArray<IStoredEvents> copies = await OpenCopiesAsync(arguments.GetRequiredValue(_exports), trail, cancellationToken).ConfigureAwait(false);
        try
        {
            var request = new LedgerVerification
            {
                OpenLedger = trail.OpenLedger,
                Copies = copies,
                Keys = keys,
                Anchors = [.. anchors.Length > 0 ? anchors.Select(RequireFile) : File.Exists(trail.AnchorBeside) ? [new FileAnchor(trail.AnchorBeside)] : []],
                Memory = memory,
                HashOnly = arguments.GetValue(_hashOnly),
                CheckContinuity = !arguments.GetValue(_noContinuity),
                ProgressFile = arguments.GetValue(_resume),
                Workers = Math.Clamp(arguments.GetValue(_workers), 1, 64),
            };
            LedgerReport report = await VerifyProgress.RunAsync(_host, progress => LedgerVerifier.VerifyAsync(request, progress, cancellationToken)).ConfigureAwait(false);
            await (arguments.GetValue(_json) || arguments.GetValue(_format) == OutputFormat.Json
                ? ReportWriter.WriteJsonAsync(_host.Out, report)
                : ReportWriter.WriteTextAsync(_host.Out, report)).ConfigureAwait(false);
            return (int)report.Verdict;
        }
        finally
        {
            foreach (IStoredEvents copy in copies)
            {
                copy.Dispose();
            }
        }
    }

    private static FileAnchor RequireFile(string path) => File.Exists(path)
        ? new FileAnchor(path)
        : throw new FileNotFoundException($"The anchor {path} does not exist.");

    private static async Task<ImmutableArray<IStoredEvents>> OpenCopiesAsync(string[] exports, TrailFolder trail, CancellationToken cancellationToken)
    {
        if (exports.Length == 0)
        {
            return [.. trail.Copies()];
        }

        var copies = ImmutableArray.CreateBuilder<IStoredEvents>();
        foreach (string export in exports)
        {
            Sqlite.SqliteLedger ledger = trail.OpenLedger();
            await using (ledger.ConfigureAwait(false))
            {
                copies.Add(await NdjsonEvents.OpenAsync(export, ledger, cancellationToken).ConfigureAwait(false));
            }
        }

        return copies.ToImmutable();
    }

    private static string DefaultMemory(TrailFolder trail)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(trail.Journal))).AsSpan(0, 12));
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "auditgen", "seen", name + ".notes");
    }

    private async Task<int> ReportMissingAsync(TrailFolder trail, FileAnchor? memory)
    {
        if (memory is not null && File.Exists(memory.Name))
        {
            await _host.Out.WriteLineAsync($"tampered: in memory {memory.Name}: a log with a signed checkpoint was in {trail.Journal}; it is gone").ConfigureAwait(false);
            return ExitCode.Failed;
        }

        await _host.Error.WriteLineAsync($"auditgen: {trail.Journal} holds no ledger (ledger.db).").ConfigureAwait(false);
        return ExitCode.Incomplete;
    }
}
