using System.CommandLine;
using AuditGen.Ledger;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen keygen NAME --out FILE</c>: makes a key that checkpoints are signed with.</summary>
internal sealed class KeygenCommand : Command
{
    private readonly CliHost _host;
    private readonly Argument<string> _name = new("name") { Description = "the key's name: by custom the origin of the log" };
    private readonly Option<string> _out = new("--out") { Description = "file for the private key (PEM, PKCS#8); never overwritten", Required = true };
    private readonly Option<DateTimeOffset?> _notBefore = new("--not-before") { Description = "the key signs from then on" };
    private readonly Option<DateTimeOffset?> _notAfter = new("--not-after") { Description = "the key signs before then" };

    public KeygenCommand(CliHost host)
        : base("keygen", "Make an ECDSA P-256 key for checkpoints: the private key into a file, the verifier key to the output.")
    {
        _host = host;
        Add(_name);
        Add(_out);
        Add(_notBefore);
        Add(_notAfter);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var validity = new KeyValidity(
            arguments.GetValue(_notBefore) ?? DateTimeOffset.MinValue,
            arguments.GetValue(_notAfter) ?? DateTimeOffset.MaxValue);
        using EcdsaLedgerSigner signer = EcdsaLedgerSigner.Generate(arguments.GetRequiredValue(_name), validity);
        SecretFile.Create(arguments.GetRequiredValue(_out), signer.ExportPem());
        await _host.Out.WriteLineAsync(TrustedKeyFile.Format(new TrustedKey(signer.Key, validity))).ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
