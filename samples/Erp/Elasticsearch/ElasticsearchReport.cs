using System.Globalization;
using AuditGen.Elasticsearch.Export;
using AuditGen.Elasticsearch.Reading;
using AuditGen.Elasticsearch.Transport;
using AuditGen.Journal;
using AuditGen.Reading;
using Erp.Stories;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Erp.Elasticsearch;

/// <summary>Waits until the day has arrived in the cluster, asks it what an investigator asks, and prints the answers.</summary>
internal static class ElasticsearchReport
{
    private const int MostEvents = 12;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>Prints; does nothing where nothing is shipped to a cluster.</summary>
    /// <param name="services">The application.</param>
    /// <param name="console">Where to print.</param>
    /// <param name="withStories">Whether the day's stories happened.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task ShowAsync(IServiceProvider services, IAnsiConsole console, bool withStories, CancellationToken cancellationToken)
    {
        if (services.GetService<ElasticsearchAuditStore>() is not { } store)
        {
            return;
        }

        ExporterStatus exporter = services.GetRequiredKeyedService<ElasticsearchExporter>(ErpElasticsearch.Exporter).Status;
        console.Write(new Spectre.Console.Rule("Elasticsearch").LeftJustified());
        try
        {
            if (!await ArrivedAsync(store, exporter, services.GetRequiredService<IJournal>().NextIndex, cancellationToken))
            {
                console.MarkupLineInterpolated($"[red]Not every event has arrived; the rest waits in the journal.[/] {exporter.Problem}");
                return;
            }

            await ShowHoldingsAsync(store, exporter, console, cancellationToken);
            if (withStories)
            {
                await ShowStoriesAsync(store, console, cancellationToken);
            }

            await ShowHistoryAsync(store, console, cancellationToken);
        }
        catch (Exception failure) when (failure is ElasticsearchStoreException or ElasticsearchTransportException)
        {
            console.MarkupLineInterpolated($"[red]The cluster does not answer.[/] {failure.Message}");
        }
    }

    private static async Task<bool> ArrivedAsync(ElasticsearchAuditStore store, ExporterStatus exporter, long events, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await store.WaitUntilVisibleAsync(events, Look, cancellationToken))
        {
            if (exporter.State == ExporterState.Paused || TimeProvider.System.GetElapsedTime(start) > Longest)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task ShowHoldingsAsync(ElasticsearchAuditStore store, ExporterStatus exporter, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var request = new AuditFacetRequest { Dimensions = [AuditDimension.Context, AuditDimension.Outcome, AuditDimension.Action], Top = MostEvents };
        AuditFacets facets = await store.CountAsync(new AuditQuery { Access = AuditAccess.Everything }, request, cancellationToken);
        AuditStoreStatus status = await store.StatusAsync(cancellationToken);
        console.MarkupLineInterpolated($"[grey]shipped[/] {Number(exporter.Stored + exporter.AlreadyStored)} events in {Number(exporter.Requests)} requests, {Number(exporter.BytesSent >> 10)} KiB");
        console.MarkupLineInterpolated($"[grey]held[/]    {Number(facets.Total)} events in {status.Segments.Length} indexes, earlier runs included");
        console.Write(new Columns(facets.ByDimension.Select(Counts)));
    }

    private static async Task ShowStoriesAsync(ElasticsearchAuditStore store, IAnsiConsole console, CancellationToken cancellationToken)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("what an investigator asks").AddColumn("events found", static column => column.RightAligned()).AddColumn("what they say");
        foreach (Story story in StoryList.All)
        {
            IReadOnlyList<AuditEvent> found = await story.FindAsync(store, AuditAccess.Everything, cancellationToken);
            table.AddRow(Markup.Escape(story.Question), Number(found.Count), Markup.Escape(string.Join(", ", found.Select(static one => one.Action).Distinct(StringComparer.Ordinal).Take(MostEvents))));
        }

        console.Write(table);
    }

    /// <summary>One resource: everything that happened to it, and what it was at last.</summary>
    private static async Task ShowHistoryAsync(ElasticsearchAuditStore store, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var posted = new AuditQuery { Access = AuditAccess.Everything, Actions = ["invoice.post"], Outcomes = [AuditOutcome.Success] };
        AuditPage newest = await store.SearchAsync(posted, new AuditPaging { Size = 1 }, cancellationToken);
        if (newest.Records is not [{ Event.Resource: { Id: { } id } invoice } last])
        {
            return;
        }

        Table history = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"History of invoice {invoice.Name}")).AddColumn("when").AddColumn("action").AddColumn("by").AddColumn("changes", static column => column.RightAligned());
        await foreach (AuditRecord record in store.ExportAsync(AuditQuery.HistoryOf(invoice.Type, id, AuditAccess.Everything), AuditOrder.OldestFirst, cancellationToken))
        {
            history.AddRow(
                record.Event.Timestamp.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                Markup.Escape(record.Event.Action),
                Markup.Escape(record.Event.Actor.Name ?? record.Event.Actor.Id),
                Number(record.Event.Changes.Length));
        }

        console.Write(history);
        AuditState state = await store.AsOfAsync(invoice.Type, id, last.Event.Timestamp, AuditAccess.Everything, cancellationToken);
        Table asOf = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"Invoice {invoice.Name} when it was posted")).AddColumn("path").AddColumn("value");
        foreach (AuditStateValue value in state.Values.Take(MostEvents))
        {
            asOf.AddRow(Markup.Escape(value.Path), Markup.Escape(value.Value.ToDisplayText()));
        }

        console.Write(asOf);
    }

    private static Table Counts(AuditFacet facet)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(facet.Dimension.ToString().ToLowerInvariant()).AddColumn("events", static column => column.RightAligned());
        foreach (AuditFacetValue value in facet.Values)
        {
            table.AddRow(Markup.Escape(value.Value), Number(value.Count));
        }

        return table;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
