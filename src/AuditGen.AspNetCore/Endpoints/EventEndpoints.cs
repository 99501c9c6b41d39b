using AuditGen.AspNetCore.Answers;
using AuditGen.Journal;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>Search, and one event.</summary>
internal sealed class EventEndpoints(EndpointServices services, IJournal? journal)
{
    public async Task SearchAsync(HttpContext http)
    {
        var question = new QuestionReader(http, "order", "limit", "cursor", "wait_for");
        AuditQuery query = question.Query(services.AccessOf(http));
        AuditPaging paging = question.Paging(question.Name<AuditOrder>("order") ?? AuditOrder.NewestFirst);
        await services.AnswerPageAsync(http, question, query, paging).ConfigureAwait(false);
    }

    public async Task FindAsync(HttpContext http)
    {
        var question = QuestionReader.Only(http, "wait_for");
        if (!Guid.TryParse((string?)http.GetRouteValue("id"), out Guid id))
        {
            await Problem.NotFound("That event").WriteAsync(http).ConfigureAwait(false);
            return;
        }

        if (!await services.IsReadyAsync(http, question).ConfigureAwait(false))
        {
            return;
        }

        Found? found = await services.AskAsync(http, async cancel =>
            new Found(await services.Reader.FindAsync(id, services.AccessOf(http), cancel).ConfigureAwait(false))).ConfigureAwait(false);
        if (found is null)
        {
            return;
        }

        if (found.Record is not { } record)
        {
            await Problem.NotFound($"The event {id}").WriteAsync(http).ConfigureAwait(false);
            return;
        }

        await JsonAnswer.WriteAsync(http, writer =>
        {
            writer.WritePropertyName("event");
            writer.WriteRawValue(record.Event.ReadableText.Span, skipInputValidation: true);
            writer.WriteString("text", record.Event.Text.Span);
            writer.WriteString("origin", journal?.Origin);
            writer.WriteNumber("leaf_index", record.Index);
            writer.WriteString("leaf_hash", record.Leaf.ToString());
        }).ConfigureAwait(false);
    }

    private sealed record Found(AuditRecord? Record);
}
