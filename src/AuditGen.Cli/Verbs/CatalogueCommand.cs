using System.CommandLine;
using System.Text;
using AuditGen.Cli.Catalogue;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen catalogue --assembly DLL --format csv|md|lock</c>: what an assembly can record.</summary>
internal sealed class CatalogueCommand : Command
{
    private readonly CliHost _host;
    private readonly Option<string[]> _assemblies = new("--assembly")
    {
        Description = "an assembly; may be given several times. It is read, never loaded",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _format = new("--format") { Description = "csv, md, or lock (the text of audit-catalogue.lock)", DefaultValueFactory = static _ => "csv" };
    private readonly Option<bool> _coverage = new("--coverage") { Description = "print how many handlers are audited, exempt and uncovered instead" };

    public CatalogueCommand(CliHost host)
        : base("catalogue", "Print the actions and recorded members of assemblies.")
    {
        _host = host;
        _format.AcceptOnlyFromAmong("csv", "md", "lock");
        Add(_assemblies);
        Add(_format);
        Add(_coverage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var catalogue = AssemblyCatalogue.Read(arguments.GetRequiredValue(_assemblies));
        IEnumerable<string> lines = arguments.GetValue(_coverage) ? CatalogueText.Coverage(catalogue) : arguments.GetValue(_format) switch
        {
            "md" => CatalogueText.Markdown(catalogue),
            "lock" => CatalogueText.Lock(catalogue),
            _ => CatalogueText.Csv(catalogue),
        };
        foreach (string line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _host.WriteBytesAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken).ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }
}
