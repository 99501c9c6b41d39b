using System.CommandLine;
using AuditGen.Elasticsearch.Kibana;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen kibana import --url URL</c> and <c>auditgen kibana export</c>: the searches and dashboards for Kibana.</summary>
internal sealed class KibanaCommand : Command
{
    private readonly CliHost _host;
    private readonly ElasticsearchConnection _connection;
    private readonly Option<string?> _space = new("--space") { Description = "the Kibana space; the default one where not given" };

    public KibanaCommand(CliHost host)
        : base("kibana", "Data views, saved searches and dashboards for Kibana.")
    {
        _host = host;
        _connection = new ElasticsearchConnection(host);
        var import = new Command("import", "Bring them into a Kibana, replacing what an earlier import left.") { _space };
        _connection.AddTo(import);
        import.SetAction(ImportAsync);
        Add(import);
        var export = new Command("export", "Print them, to be imported by hand.");
        export.SetAction(ExportAsync);
        Add(export);
    }

    private async Task<int> ImportAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            using HttpClient client = _connection.HttpClient(arguments);
            KibanaImportReport report = await new KibanaImport(client)
                .RunAsync(_connection.Address(arguments), ElasticsearchConnection.Credentials(_host), arguments.GetValue(_space), cancellationToken).ConfigureAwait(false);
            await _host.Out.WriteLineAsync($"{report.Imported} objects imported").ConfigureAwait(false);
            foreach (string error in report.Errors)
            {
                await _host.Error.WriteLineAsync($"not imported: {error}").ConfigureAwait(false);
            }

            return report.IsComplete ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (Exception failure) when (failure is HttpRequestException or ArgumentException)
        {
            await _host.Error.WriteLineAsync($"auditgen: {failure.Message}").ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    private async Task<int> ExportAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await _host.Out.WriteAsync(System.Text.Encoding.UTF8.GetString(KibanaImport.SavedObjects()).AsMemory(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
