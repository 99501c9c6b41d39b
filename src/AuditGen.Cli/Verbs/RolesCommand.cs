using System.CommandLine;
using AuditGen.Elasticsearch.Bootstrapping;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen roles</c>: the rights of the three Elasticsearch credentials, as bodies of role requests.</summary>
internal sealed class RolesCommand : Command
{
    private readonly CliHost _host;
    private readonly Option<string?> _context = new("--context") { Description = "writer and reader of this context only" };

    public RolesCommand(CliHost host)
        : base("roles", "Print the roles of the Elasticsearch credentials: bootstrap, writer, reader. None can change or delete an event.")
    {
        _host = host;
        Options.Add(_context);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string? context = arguments.GetValue(_context);
        await _host.Out.WriteLineAsync($"PUT _security/role/auditgen_bootstrap {AuditRoles.Bootstrap().ToJsonString()}").ConfigureAwait(false);
        await _host.Out.WriteLineAsync($"PUT _security/role/auditgen_writer {AuditRoles.Writer(context).ToJsonString()}").ConfigureAwait(false);
        await _host.Out.WriteLineAsync($"PUT _security/role/auditgen_reader {AuditRoles.Reader(context).ToJsonString()}").ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
