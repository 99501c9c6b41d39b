using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Stores;
using AuditGen.Reading;
using AuditGen.Sqlite;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen archive verify</c>: are the archives' files those that were verified when they were made?</summary>
internal sealed class ArchiveVerifyCommand : Command
{
    private readonly CliHost _host;
    private readonly StoreOption _store;

    public ArchiveVerifyCommand(CliHost host)
        : base("verify", "Compare the file of each archive with the hash taken when it was made: exit 1 where one is missing or was changed. 'auditgen verify' looks at each event.")
    {
        _host = host;
        _store = new StoreOption(host);
        _store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (_store.IsElasticsearch(arguments))
        {
            throw new UsageException("Elasticsearch checks its snapshots itself. Events in it are verified with 'auditgen verify --export', from an export.");
        }

        var store = SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = _store.Folder(arguments).Store, Time = _host.Time });
        await using (store.ConfigureAwait(false))
        {
            try
            {
                AuditStoreSegment[] archives = [.. (await store.StatusAsync(cancellationToken).ConfigureAwait(false)).Segments.Where(static segment => segment.Tier is "cold")];
                await ProgressBar.RunAsync(
                    _host,
                    "archives",
                    () => Task.FromResult(archives.Sum(static archive => archive.Bytes)),
                    async progress =>
                    {
                        await store.VerifyArchivesAsync(progress, cancellationToken).ConfigureAwait(false);
                        return archives.Length;
                    }).ConfigureAwait(false);
                await _host.Out.WriteLineAsync($"valid: {archives.Length} archives are as they were made").ConfigureAwait(false);
                return ExitCode.Ok;
            }
            catch (AuditStoreException changed)
            {
                await _host.NoteAsync($"auditgen: {changed.Message}").ConfigureAwait(false);
                return ExitCode.Failed;
            }
        }
    }
}
