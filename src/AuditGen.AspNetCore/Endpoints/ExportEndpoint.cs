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

        // The store is asked before the answer begins: a refusal can still be one.
        IAsyncEnumerator<AuditRecord> records = services.Reader.ExportAsync(query, order, http.RequestAborted).GetAsyncEnumerator(http.RequestAborted);
        await using (records.ConfigureAwait(false))
        {
            First? first = await services.AskAsync(http, async _ => new First(await records.MoveNextAsync().ConfigureAwait(false))).ConfigureAwait(false);
            if (first is not null)
            {
                await audit.RecordAsync(http, SearchEvent.Export, 0).ConfigureAwait(false);
                await WriteAsync(http, records, first.Exists, format == ExportFormat.Csv).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteAsync(HttpContext http, IAsyncEnumerator<AuditRecord> records, bool exists, bool csv)
    {
        http.Response.ContentType = csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
        http.Response.Headers.ContentDisposition = csv ? "attachment; filename=\"audit.csv\"" : "attachment; filename=\"audit.ndjson\"";
        http.Response.Headers.CacheControl = "no-store";
        PipeWriter body = http.Response.BodyWriter;
        if (csv)
        {
            AuditCsv.WriteHeader(body);
        }

        for (bool more = exists; more; more = await records.MoveNextAsync().ConfigureAwait(false))
        {
            if (csv)
            {
                AuditCsv.Write(body, records.Current.Event);
            }
            else
            {
                body.Write(records.Current.Event.Text.Span);
                body.Write("\n"u8);
            }

            if (body.UnflushedBytes >= FlushAt)
            {
                await body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
            }
        }
    }

    private sealed record First(bool Exists);
}
