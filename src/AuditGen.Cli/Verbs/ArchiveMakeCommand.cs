using System.CommandLine;
using System.Globalization;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Stores;
using AuditGen.Retention;
using AuditGen.Sqlite;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen archive make</c>: archives the months that are due, where the application does not run.</summary>
internal sealed class ArchiveMakeCommand : Command
{
    private readonly CliHost _host;
    private readonly StoreOption _store;
    private readonly Option<string?> _olderThan = new("--older-than")
    {
        Description = "archive months that ended more than this many days ago, 0 to 36500, instead of what the trail records as retention",
    };

    public ArchiveMakeCommand(CliHost host)
        : base("make", "Archive the months of the embedded store that are due: compressed, verified against their source, searchable as before. "
            + "A running application does so by itself; this is for when it does not run.")
    {
        _host = host;
        _store = new StoreOption(host);
        Add(_olderThan);
        _store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (_store.IsElasticsearch(arguments))
        {
            throw new UsageException("Elasticsearch moves events to colder tiers by itself, as its lifecycle policies say: 'auditgen bootstrap' sets them.");
        }

        int? days = arguments.GetValue(_olderThan) is null ? null : Inputs.Number(arguments, _olderThan, usual: 0, least: 0, most: 36_500);
        AuditRetention? forAll = days is { } given ? new AuditRetention { Hot = TimeSpan.FromDays(given), Warm = TimeSpan.Zero } : null;
        StoreFolder folder = _store.Folder(arguments);
        JournalBeside journal = JournalBeside.Open(folder.Journal)
            ?? throw new UsageException("There is no journal beside the store, whose name the store must agree with. Give the trail's folder, with journal and store in it.");
        await using (journal.ConfigureAwait(false))
        {
            var store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = folder.Store, Time = _host.Time }, journal);
            await using (store.ConfigureAwait(false))
            {
                ArchivingReport report = await ProgressBars.RunAsync<ArchivingProgress, ArchivingReport>(
                    _host,
                    static at => (at.Segment, at.Done, at.Total),
                    progress => store.ArchiveAsync(new TrailRetention(store, _host.Time, forAll), progress, cancellationToken).AsTask()).ConfigureAwait(false);
                await _host.Out.WriteLineAsync(Describe(report)).ConfigureAwait(false);
            }
        }

        return ExitCode.Ok;
    }

    private static string Describe(ArchivingReport report) => report.Archived.IsEmpty
        ? report.Released.IsEmpty ? "nothing is due" : $"released the sources of {string.Join(", ", report.Released)}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"archived {string.Join(", ", report.Archived)}: {report.Events} events, {ArchiveListCommand.Size(report.BytesBefore)} before, {ArchiveListCommand.Size(report.BytesAfter)} after");
}
