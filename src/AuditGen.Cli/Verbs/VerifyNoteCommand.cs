using System.CommandLine;
using AuditGen.Cli.Rendering;
using AuditGen.Ledger;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen verify-note FILE --key VKEY</c>: checks a signed note, of this or of any other log.</summary>
internal sealed class VerifyNoteCommand : Command
{
    private readonly CliHost _host;
    private readonly Argument<string> _file = new("file") { Description = "the note; - reads standard input" };
    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "a verifier key (name+keyid+base64), or a file of them; may be given several times",
        Required = true,
    };

    private readonly Option<string?> _origin = new("--origin") { Description = "also require a checkpoint of this log" };

    public VerifyNoteCommand(CliHost host)
        : base("verify-note", "Check a signed note (C2SP signed-note, tlog-checkpoint): exit 0 if a given key signed it, else 1.")
    {
        _host = host;
        Add(_file);
        Add(_keys);
        Add(_origin);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            SignedNote note = SignedNote.Parse(await ReadAsync(arguments.GetRequiredValue(_file), cancellationToken).ConfigureAwait(false));
            NoteVerification result = NoteVerification.Verify(note, NoteKeyReader.Read(arguments.GetRequiredValue(_keys)).Select(static key => key.Key));
            if (result.Reason is { } reason)
            {
                return await RefuseAsync(reason).ConfigureAwait(false);
            }

            if (arguments.GetValue(_origin) is { } origin)
            {
                LedgerCheckpoint checkpoint = LedgerCheckpoint.Parse(note.Text.Span);
                if (!string.Equals(checkpoint.Origin, origin, StringComparison.Ordinal))
                {
                    return await RefuseAsync($"a checkpoint of log '{checkpoint.Origin}', not of '{origin}'").ConfigureAwait(false);
                }
            }

            foreach (NoteVerifierKey key in result.Keys)
            {
                await _host.Out.WriteLineAsync(SafeText.Of($"signed by {key.Name} (key id {key.KeyIdText})")).ConfigureAwait(false);
            }

            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync(exception.Message).ConfigureAwait(false);
        }
    }

    private async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!string.Equals(path, "-", StringComparison.Ordinal))
        {
            return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }

        using var buffer = new MemoryStream();
        using Stream input = _host.OpenInput();
        await input.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return buffer.ToArray();
    }

    private async Task<int> RefuseAsync(string reason)
    {
        await _host.NoteAsync($"rejected: {reason}").ConfigureAwait(false);
        return ExitCode.Failed;
    }
}
