using System.CommandLine;
using System.Globalization;
using AuditGen.Cli.Asking;
using AuditGen.Cli.Stores;
using AuditGen.Consuming;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Sqlite;

namespace AuditGen.Cli.Verbs;

/// <summary><c>auditgen quarantine resend</c>: offers events in quarantine to their consumer again.</summary>
internal sealed class QuarantineResendCommand : Command
{
    private const string EmbeddedConsumer = "store";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly CliHost _host;
    private readonly StoreOption _store;
    private readonly Option<string?> _consumer = new("--consumer") { Description = $"whose events; '{EmbeddedConsumer}' (the embedded store) where not given, 'elasticsearch' with --to" };
    private readonly Option<string?> _index = new("--index") { Description = "only the event with this journal index" };
    private readonly Option<string[]> _to = new("--to") { Description = "send them to this cluster: https://HOST:PORT, once for each node, with a writer's credential" };

    public QuarantineResendCommand(CliHost host)
        : base("resend", "Offer events in quarantine to their consumer again: exit 1 where one was refused again. The embedded store must not be open in an application; "
            + "a running one resends by POST /api/quarantine/CONSUMER/INDEX/resend below its audit address.")
    {
        _host = host;
        _store = new StoreOption(host);
        Add(_consumer);
        Add(_index);
        Add(_to);
        _store.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        long? index = arguments.GetValue(_index) is { } text ? QuarantineShowCommand.Index(_index.Name, text) : null;
        string[] to = arguments.GetValue(_to) ?? [];
        string consumer = arguments.GetValue(_consumer) ?? (to.Length > 0 ? "elasticsearch" : EmbeddedConsumer);
        if (to.Length == 0 && !string.Equals(consumer, EmbeddedConsumer, StringComparison.Ordinal))
        {
            throw new UsageException($"Say where the events of '{consumer}' go: add --to https://HOST:9200.");
        }

        string folder = _store.JournalFolder(arguments);
        using (SqliteQuarantine? seen = SqliteQuarantine.OpenForReading(folder, _host.Time))
        {
            if (seen is null || !seen.List(consumer, index - 1 ?? -1, limit: 1).Any(refused => index is null || refused.Record.Index == index))
            {
                await _host.NoteAsync(index is null ? $"nothing of '{consumer}' is in quarantine" : $"auditgen: no event with index {index} is in quarantine for '{consumer}'").ConfigureAwait(false);
                return index is null ? ExitCode.Ok : ExitCode.Failed;
            }
        }

        using SqliteQuarantine quarantine = SqliteQuarantine.Open(folder, _host.Time);
        JournalBeside journal = JournalBeside.Open(folder)!;
        await using (journal.ConfigureAwait(false))
        {
            return to.Length > 0
                ? await ToClusterAsync(arguments, to, consumer, index, quarantine, journal, cancellationToken).ConfigureAwait(false)
                : await ToStoreAsync(folder, index, quarantine, journal, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> ToStoreAsync(string folder, long? index, SqliteQuarantine quarantine, JournalBeside journal, CancellationToken cancellationToken)
    {
        string beside = StoreFolder.FindStoreOf(folder) ?? throw new UsageException($"There is no embedded store beside {folder}. For a cluster add --to https://HOST:9200.");
        var store = SqliteAuditStore.Open(new SqliteStoreOptions { Folder = beside, Time = _host.Time }, journal, quarantine);
        await using (store.ConfigureAwait(false))
        {
            return await OfferAsync(quarantine, store, EmbeddedConsumer, index, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> ToClusterAsync(
        ParseResult arguments, string[] to, string consumer, long? index, SqliteQuarantine quarantine, JournalBeside journal, CancellationToken cancellationToken)
    {
        using HttpElasticsearchTransport transport = _store.Connect(arguments, to);
        var options = new ElasticsearchExporterOptions { Name = consumer, Namespace = _store.Namespace(arguments), Linger = TimeSpan.Zero };
        using var exporter = new ElasticsearchExporter(transport, options, journal.Origin, quarantine, _host.Time);
        return await OfferAsync(quarantine, exporter, consumer, index, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> OfferAsync(SqliteQuarantine quarantine, IJournalConsumer target, string consumer, long? index, CancellationToken cancellationToken)
    {
        List<QuarantinedEvent> refused = [];
        int taken = await ProgressBar.RunAsync(
            _host,
            "resend",
            () => Task.FromResult(index is null ? quarantine.Count : 1),
            progress =>
            {
                long offered = 0;
                return QuarantineOffer.AllAsync(
                    quarantine,
                    consumer,
                    index,
                    (next, token) => OfferAsync(target, next, token),
                    _ => progress?.Report(++offered),
                    again =>
                    {
                        refused.Add(again);
                        progress?.Report(++offered);
                    },
                    cancellationToken).AsTask();
            }).ConfigureAwait(false);
        foreach (QuarantinedEvent again in refused)
        {
            await _host.NoteAsync($"refused again: index {again.Record.Index}: {again.Reason}").ConfigureAwait(false);
        }

        await _host.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{taken} taken, {refused.Count} refused again")).ConfigureAwait(false);
        return refused.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>An exporter tries for as long as it takes; a person wants to know sooner.</summary>
    private async ValueTask OfferAsync(IJournalConsumer target, QuarantinedEvent offered, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(s_patience, _host.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using JournalPage page = new();
        page.Add(offered.Record);
        try
        {
            await target.ConsumeAsync(page, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new UsageException($"'{offered.Consumer}' neither took nor refused index {offered.Record.Index} within {s_patience.TotalMinutes} minutes; it stays in quarantine. "
                + "Run 'auditgen doctor' against it: it may be away, or not let this credential write.");
        }
    }
}
