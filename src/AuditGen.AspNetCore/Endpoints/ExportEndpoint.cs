using System.Buffers;
using System.IO.Pipelines;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>All events that match, as NDJSON (the event texts themselves) or CSV (one row a change).</summary>
internal sealed class ExportEndpoint(EndpointServices services, ISearchAudit audit)
{
    private const int FlushAt = 64 * 1024;

    public async Task ExportAsync(HttpContext http)
    {
        var question = new QuestionReader(http, "format", "order", "wait_for");
        AuditQuery query = question.Query(services.AccessOf(http));
        AuditOrder order = question.Name<AuditOrder>("order") ?? AuditOrder.OldestFirst;
        ExportFormat format = question.Name<ExportFormat>("format") ?? ExportFormat.Ndjson;
        if (!await services.IsReadyAsync(http, question).ConfigureAwait(false))
        {
            return;
        }

        await audit.RecordAsync(http, SearchEvent.Export, 0).ConfigureAwait(false);
        bool csv = format == ExportFormat.Csv;
        http.Response.ContentType = csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
        http.Response.Headers.ContentDisposition = csv ? "attachment; filename=\"audit.csv\"" : "attachment; filename=\"audit.ndjson\"";
        http.Response.Headers.CacheControl = "no-store";
        PipeWriter body = http.Response.BodyWriter;
        if (csv)
        {
            AuditCsv.WriteHeader(body);
        }

        await foreach (AuditRecord record in services.Reader.ExportAsync(query, order, http.RequestAborted).ConfigureAwait(false))
        {
            if (csv)
            {
                AuditCsv.Write(body, record.Event);
            }
            else
            {
                body.Write(record.Event.Text.Span);
                body.Write("\n"u8);
            }

            if (body.UnflushedBytes >= FlushAt)
            {
                await body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
            }
        }
    }
}
