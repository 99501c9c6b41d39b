using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using AuditGen.Cli.Asking;
using AuditGen.Ledger;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen verify FOLDER</c> or <c>auditgen verify --store URL</c>: compares a trail with what was signed for it.</summary>
internal sealed class VerifyCommand : Command
{
    private const string Exporter = "elasticsearch";

    private readonly CliHost _host;
    private readonly Argument<string?> _folder = new("folder") { Description = "the trail's folder, or its journal's; not needed to verify Elasticsearch by itself", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _store = new("--store") { Description = "https://HOST:PORT of Elasticsearch; or the embedded store's folder, where it is not beside the journal" };
    private readonly VerifiedCluster _cluster;
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
        _cluster = new VerifiedCluster(host);
        Add(_folder);
        foreach (Option option in (Option[])[_store, _exports, _keys, _anchors, _memory, _noMemory, _hashOnly, _noContinuity, _resume, _workers, _format, _json])
        {
            Add(option);
        }

        _cluster.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string? store = arguments.GetValue(_store);
        string? folder = arguments.GetValue(_folder);
        if (folder is null && !VerifiedCluster.IsAddress(store))
        {
            throw new UsageException("Say what to verify: a trail's folder, or --store https://HOST:9200 for what Elasticsearch holds.");
        }

        if (folder is null)
        {
            return await VerifyClusterAsync(arguments, store!, cancellationToken).ConfigureAwait(false);
        }

        var trail = TrailFolder.Find(folder, VerifiedCluster.IsAddress(store) ? null : store);
        FileAnchor? memory = arguments.GetValue(_noMemory) ? null : new FileAnchor(arguments.GetValue(_memory) ?? DefaultMemory(Path.GetFullPath(trail.Journal)));
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

        OpenedCluster? cluster = null;
        ImmutableArray<IStoredEvents> copies = await OpenCopiesAsync(arguments.GetRequiredValue(_exports), trail, cancellationToken).ConfigureAwait(false);
        try
        {
            if (VerifiedCluster.IsAddress(store))
            {
                ImmutableArray<long> quarantined = [.. Sqlite.SqliteStoreEvents.ReadQuarantined(trail.Journal, Exporter)];
#pragma warning disable CA2000 // disposed of below
                cluster = await _cluster.OpenAsync(arguments, store!, quarantined, cancellationToken).ConfigureAwait(false);
#pragma warning restore CA2000
            }

            return await VerifyAsync(
                arguments,
                new LedgerVerification
                {
                    OpenLedger = trail.OpenLedger,
                    Copies = cluster is null ? copies : copies.Add(cluster.Events),
                    Keys = keys,
                    Anchors = cluster is null ? AnchorsOf(arguments, trail) : AnchorsOf(arguments, trail).Add(cluster.Checkpoints),
                    Memory = memory,
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (IStoredEvents copy in copies)
            {
                copy.Dispose();
            }

            if (cluster is not null)
            {
                await cluster.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Verifies what a cluster holds with nothing else but keys.</summary>
    private async Task<int> VerifyClusterAsync(ParseResult arguments, string store, CancellationToken cancellationToken)
    {
        FileAnchor? memory = arguments.GetValue(_noMemory) ? null : new FileAnchor(arguments.GetValue(_memory) ?? DefaultMemory(_cluster.Identity(arguments, store)));
        OpenedCluster cluster = await _cluster.OpenAsync(arguments, store, [], cancellationToken).ConfigureAwait(false);
        await using (cluster.ConfigureAwait(false))
        {
            return await VerifyAsync(
                arguments,
                new LedgerVerification
                {
                    OpenLedger = cluster.Ledger.OpenReader,
                    Copies = [cluster.Events],
                    Keys = NoteKeyReader.Read(arguments.GetRequiredValue(_keys)),
                    Anchors = AnchorsOf(arguments, trail: null),
                    Memory = memory,
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> VerifyAsync(ParseResult arguments, LedgerVerification what, CancellationToken cancellationToken)
    {
        LedgerVerification request = what with
        {
            HashOnly = arguments.GetValue(_hashOnly),
            CheckContinuity = !arguments.GetValue(_noContinuity),
            ProgressFile = arguments.GetValue(_resume),
            Workers = Math.Clamp(arguments.GetValue(_workers), 1, 64),
        };
        LedgerReport report = await ProgressBars
            .RunAsync<LedgerProgress, LedgerReport>(_host, static at => (at.Step, at.Done, at.Total), progress => LedgerVerifier.VerifyAsync(request, progress, cancellationToken)).ConfigureAwait(false);
        await (arguments.GetValue(_json) || arguments.GetValue(_format) == OutputFormat.Json
            ? ReportWriter.WriteJsonAsync(_host.Out, report)
            : ReportWriter.WriteTextAsync(_host.Out, report)).ConfigureAwait(false);
        return (int)report.Verdict;
    }

    private ImmutableArray<ILedgerAnchor> AnchorsOf(ParseResult arguments, TrailFolder? trail)
    {
        string[] anchors = arguments.GetRequiredValue(_anchors);
        return anchors.Length > 0 ? [.. anchors.Select(RequireFile)]
            : trail is not null && File.Exists(trail.AnchorBeside) ? [new FileAnchor(trail.AnchorBeside)]
            : [];
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

    private static string DefaultMemory(string identity)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 12));
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
