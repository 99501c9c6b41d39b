using System.Globalization;
using AuditGen.Consuming;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.CrashChild;

/// <summary>Ships a journal to the cluster of the parent, page by page from the persisted cursor, and tells how far it is.</summary>
internal static class ExportPhase
{
    /// <param name="folder">The trail's folder.</param>
    /// <param name="random">Decides on jitter.</param>
    /// <param name="acknowledgements">Where positions are told.</param>
    /// <param name="more">The cluster's address, events a page.</param>
    /// <param name="stop">Ends the phase in order.</param>
    public static async Task RunAsync(string folder, Random random, Acknowledgements acknowledgements, string[] more, CancellationToken stop)
    {
        string journalFolder = Path.Combine(folder, "journal");
        await using SqliteJournal journal = SqliteJournal.Open(new SqliteJournalOptions { Folder = journalFolder });
        using SqliteQuarantine quarantine = SqliteQuarantine.Open(journalFolder, TimeProvider.System);
        using var transport = new HttpElasticsearchTransport(new ElasticsearchOptions
        {
            Nodes = [new Uri(more[0])],
            NodeRevival = TimeSpan.FromMilliseconds(1),
            MaxNodeRevival = TimeSpan.FromMilliseconds(1),
        });
        var options = new ElasticsearchExporterOptions
        {
            Linger = TimeSpan.Zero,
            FirstRetry = TimeSpan.FromMilliseconds(1),
            LongestRetry = TimeSpan.FromMilliseconds(4),
            PauseRetry = TimeSpan.FromMilliseconds(5),
            RequestTimeout = TimeSpan.FromMilliseconds(500),
            MaxEvents = 100,
        };
        using var exporter = new ElasticsearchExporter(transport, options, journal.Origin, quarantine, random: random, journal: journal);
        using var pump = new ConsumerPump(
            journal, journal, new Telling(exporter, acknowledgements), new ConsumerOptions { PageEvents = int.Parse(more[1], CultureInfo.InvariantCulture) }, TimeProvider.System, NullLogger.Instance);
        acknowledgements.Tell("opened");
        while (!stop.IsCancellationRequested && await pump.StepAsync(stop))
        {
            acknowledgements.Tell(string.Create(CultureInfo.InvariantCulture, $"acknowledged {pump.Status.Position}"));
        }

        acknowledgements.Tell("done");
    }

    /// <summary>Tells what was taken before it is acknowledged, so that the parent can kill in between.</summary>
    private sealed class Telling(ElasticsearchExporter exporter, Acknowledgements acknowledgements) : IJournalConsumer
    {
        public string Name => exporter.Name;

        public bool IsStoreOfRecord => exporter.IsStoreOfRecord;

        public async ValueTask ConsumeAsync(JournalPage page, CancellationToken cancellationToken)
        {
            acknowledgements.Tell("page");
            await exporter.ConsumeAsync(page, cancellationToken);
            acknowledgements.Tell("taken");
        }
    }
}
