using System.Collections.Immutable;
using System.CommandLine;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Rendering;
using AuditGen.Cli.Stores;
using AuditGen.Diagnosing;
using AuditGen.Elasticsearch.Diagnosing;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Sqlite.Diagnosing;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen doctor</c>: is everything as it should be, and what is to be done where it is not?</summary>
internal sealed class DoctorCommand : Command
{
    private readonly CliHost _host;
    private readonly StoreOption _store;
    private readonly Option<string?> _journal = new("--journal") { Description = "with a cluster: also look at the trail's folder that is exported to it" };
    private readonly Option<string[]> _contexts = new("--context") { Description = "with a cluster: a context that must have a data stream; may be given several times" };
    private readonly Option<string?> _repository = new("--repository") { Description = "with a cluster: the snapshot repository; 'none' for none, 'auditgen' where not given" };
    private readonly Option<bool> _quick = new("--quick") { Description = "with a cluster: do not count second copies, which reads every id" };
    private readonly FormatOption _format = new(AnswerFormat.Table, AnswerFormat.Json);

    public DoctorCommand(CliHost host)
        : base("doctor", "Look a trail over and say what is wrong and what to do: exit 0 where nothing is in error, else 1. Changes nothing, also beside a running application.")
    {
        _host = host;
        _store = new StoreOption(host);
        Add(_journal);
        Add(_contexts);
        Add(_repository);
        Add(_quick);
        _format.AddTo(this);
        _store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        AnswerFormat format = _format.Read(arguments);
        ImmutableArray<AuditFinding> findings = _store.IsElasticsearch(arguments)
            ? await ExamineClusterAsync(arguments, cancellationToken).ConfigureAwait(false)
            : await ExamineTrailAsync(_store.JournalFolder(arguments), withStore: true, cancellationToken).ConfigureAwait(false);
        if (format == AnswerFormat.Json)
        {
            await JsonAnswer.WriteArrayAsync(_host, findings, static (json, finding) =>
            {
                json.WriteString("severity", FindingView.Name(finding.Severity));
                json.WriteString("subject", finding.Subject);
                json.WriteString("finding", finding.Finding);
                json.WriteString("advice", finding.Advice);
            }, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var pen = new Pen(_host.OutScreen);
            FindingView.Write(pen, findings);
            await pen.FlushAsync(_host.Out, cancellationToken).ConfigureAwait(false);
        }

        return findings.Any(static finding => finding.Severity == AuditFindingSeverity.Error) ? ExitCode.Failed : ExitCode.Ok;
    }

    private async Task<ImmutableArray<AuditFinding>> ExamineClusterAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string? journal = arguments.GetValue(_journal) is { } folder ? StoreFolder.FindJournal(folder) : null;
        using HttpElasticsearchTransport transport = _store.Connect(arguments);
        string repository = arguments.GetValue(_repository) ?? "auditgen";
        var options = new ClusterDoctorOptions
        {
            Namespace = _store.Namespace(arguments),
            Contexts = [.. arguments.GetValue(_contexts) ?? []],
            SnapshotRepository = repository is "none" ? null : repository,
            CountSecondCopies = !arguments.GetValue(_quick),
        };
        ImmutableArray<AuditFinding> cluster = await new ClusterDoctor(transport, options, _host.Time).ExamineAsync(cancellationToken).ConfigureAwait(false);
        return journal is null ? cluster : [.. await ExamineTrailAsync(journal, withStore: false, cancellationToken).ConfigureAwait(false), .. cluster];
    }

    private Task<ImmutableArray<AuditFinding>> ExamineTrailAsync(string journal, bool withStore, CancellationToken cancellationToken) =>
        new TrailDoctor(journal, withStore ? StoreFolder.FindStoreOf(journal) : null, time: _host.Time).ExamineAsync(cancellationToken);
}
