using System.CommandLine;
using System.Text;
using AuditGen.Ledger;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen verify-proof FILE --key KEY</c>: checks a proof offline.</summary>
internal sealed class VerifyProofCommand : Command
{
    private readonly CliHost _host;
    private readonly Argument<string> _file = new("file") { Description = "the proof" };
    private readonly Option<string[]> _keys = new("--key") { Description = "a verifier key, or a file of them: never the one in the proof", Required = true };

    public VerifyProofCommand(CliHost host)
        : base("verify-proof", "Check a proof of inclusion or consistency with nothing but the file and a key: exit 0 or 1.")
    {
        _host = host;
        Add(_file);
        Add(_keys);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string? reason;
        ProofBundle? bundle = null;
        try
        {
            bundle = ProofBundle.Parse(await File.ReadAllBytesAsync(arguments.GetRequiredValue(_file), cancellationToken).ConfigureAwait(false));
            reason = ProofVerifier.Reject(bundle, NoteKeyReader.Read(arguments.GetRequiredValue(_keys)));
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            reason = exception.Message;
        }

        if (reason is not null)
        {
            await _host.NoteAsync($"rejected: {reason}").ConfigureAwait(false);
            return ExitCode.Failed;
        }

        await _host.Out.WriteLineAsync(bundle!.Index is { } index ? $"proven: event {index} of the log" : "proven: the later checkpoint continues the earlier one").ConfigureAwait(false);
        await _host.WriteBytesAsync(Encoding.UTF8.GetBytes((bundle.Event ?? bundle.Checkpoint) + "\n"), cancellationToken).ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
