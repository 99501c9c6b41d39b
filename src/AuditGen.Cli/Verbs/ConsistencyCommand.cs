using System.CommandLine;
using AuditGen.Ledger;
using AuditGen.Sqlite;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen consistency FROM TO --trail FOLDER --out FILE</c>: a proof that one checkpoint continues another.</summary>
internal sealed class ConsistencyCommand : Command
{
    private readonly CliHost _host;
    private readonly Argument<long> _from = new("from") { Description = "size of the earlier checkpoint" };
    private readonly Argument<long> _to = new("to") { Description = "size of the later checkpoint" };
    private readonly Option<string> _trail = new("--trail") { Description = "the trail's folder, or its journal's", DefaultValueFactory = static _ => "." };
    private readonly Option<string> _out = new("--out") { Description = "the file to write", Required = true };

    public ConsistencyCommand(CliHost host)
        : base("consistency", "Write a proof that the checkpoint of one size continues that of another; verify-proof checks it.")
    {
        _host = host;
        Add(_from);
        Add(_to);
        Add(_trail);
        Add(_out);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        long from = arguments.GetRequiredValue(_from);
        long to = arguments.GetRequiredValue(_to);
        if (from < 1 || from > to)
        {
            await _host.Error.WriteLineAsync("auditgen: sizes are at least 1, the smaller one first.").ConfigureAwait(false);
            return ExitCode.Failed;
        }

        var trail = TrailFolder.Find(arguments.GetRequiredValue(_trail), store: null);
        SqliteLedger ledger = trail.OpenLedger();
        await using (ledger.ConfigureAwait(false))
        {
            ProofBundle bundle = await new ProofMaker(ledger, trail.KeysBeside()).ConsistencyAsync(from, to, cancellationToken).ConfigureAwait(false);
            await File.WriteAllBytesAsync(arguments.GetRequiredValue(_out), bundle.ToBytes(), cancellationToken).ConfigureAwait(false);
        }

        await _host.Out.WriteLineAsync($"size {to} continues size {from}: {arguments.GetRequiredValue(_out)}").ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
