using System.CommandLine;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Sqlite;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen prove EVENT_ID --trail FOLDER --out FILE</c>: a proof that an event is in the log, for a third party.</summary>
internal sealed class ProveCommand : Command
{
    private readonly CliHost _host;
    private readonly Argument<Guid> _id = new("event-id") { Description = "the event's id" };
    private readonly Option<string> _trail = new("--trail") { Description = "the trail's folder, or its journal's", DefaultValueFactory = static _ => "." };
    private readonly Option<string?> _store = new("--store") { Description = "the embedded store's folder, where it is not beside the journal" };
    private readonly Option<string> _out = new("--out") { Description = "the file to write", Required = true };

    public ProveCommand(CliHost host)
        : base("prove", "Write a self-contained proof that an event is in the log: event, audit path, checkpoint, key.")
    {
        _host = host;
        Add(_id);
        Add(_trail);
        Add(_store);
        Add(_out);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var trail = TrailFolder.Find(arguments.GetRequiredValue(_trail), arguments.GetValue(_store));
        Guid id = arguments.GetRequiredValue(_id);
        if (await FindAsync(trail, id, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            await _host.Error.WriteLineAsync($"auditgen: event {id} is in no copy of the trail.").ConfigureAwait(false);
            return ExitCode.Incomplete;
        }

        SqliteLedger ledger = trail.OpenLedger();
        await using (ledger.ConfigureAwait(false))
        {
            ProofBundle bundle = await new ProofMaker(ledger, trail.KeysBeside()).InclusionAsync(found.Index, found.Text, cancellationToken).ConfigureAwait(false);
            await File.WriteAllBytesAsync(arguments.GetRequiredValue(_out), bundle.ToBytes(), cancellationToken).ConfigureAwait(false);
        }

        await _host.Out.WriteLineAsync($"event {found.Index} ({id}) is proven in {arguments.GetRequiredValue(_out)}").ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private static async Task<(long Index, ReadOnlyMemory<byte> Text)?> FindAsync(TrailFolder trail, Guid id, CancellationToken cancellationToken)
    {
        using var page = new StoredEventPage();
        foreach (IStoredEvents copy in trail.Copies())
        {
            using IStoredEvents opened = copy;
            foreach (IStoredEventPart part in opened.Parts)
            {
                using IStoredEventReader reader = part.Open(compareFields: false);
                while (await reader.ReadAsync(page, cancellationToken).ConfigureAwait(false))
                {
                    foreach (ref readonly JournalRecord record in page.Events)
                    {
                        if (record.Id == id)
                        {
                            return (record.Index, record.Text.ToArray());
                        }
                    }
                }
            }
        }

        return null;
    }
}
