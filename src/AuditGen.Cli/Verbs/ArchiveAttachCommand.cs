using System.CommandLine;
using System.Globalization;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Stores;
using AuditGen.Reading;
using AuditGen.Sqlite;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen archive attach FILE</c>: puts an archive's file back into its place.</summary>
internal sealed class ArchiveAttachCommand : Command
{
    private readonly CliHost _host;
    private readonly StoreOption _store;
    private readonly Argument<string[]> _files = new("file") { Description = "the file of an archive of this store, whatever it is called now", Arity = ArgumentArity.OneOrMore };

    public ArchiveAttachCommand(CliHost host)
        : base("attach", "Put the file of an archive that was kept elsewhere, or comes from a backup, back into the store: copied, and only when its hash is that of an archive "
            + "of this store. A changed file in its place is kept beside it as evidence. The application may be running.")
    {
        _host = host;
        _store = new StoreOption(host);
        Add(_files);
        _store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (_store.IsElasticsearch(arguments))
        {
            throw new UsageException("Elasticsearch restores snapshots itself; archives belong to the embedded store: give its folder with --store.");
        }

        var store = SqliteAuditStore.OpenForReading(new SqliteStoreOptions { Folder = _store.Folder(arguments).Store, Time = _host.Time });
        await using (store.ConfigureAwait(false))
        {
            int exitCode = ExitCode.Ok;
            foreach (string file in arguments.GetRequiredValue(_files))
            {
                try
                {
                    AuditStoreSegment archive = await store.AttachArchiveAsync(file, cancellationToken).ConfigureAwait(false);
                    await _host.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{archive.Name} is in its place: {archive.Events} events, as they were archived")).ConfigureAwait(false);
                }
                catch (Exception refused) when (refused is AuditStoreException or IOException)
                {
                    await _host.NoteAsync($"auditgen: {refused.Message}").ConfigureAwait(false);
                    exitCode = ExitCode.Failed;
                }
            }

            return exitCode;
        }
    }
}
