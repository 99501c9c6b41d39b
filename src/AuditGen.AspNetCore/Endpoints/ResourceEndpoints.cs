using System.Text.Json;
using AuditGen.AspNetCore.Answers;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>The history of one resource, its state at a time, and the events of one session.</summary>
internal sealed class ResourceEndpoints(EndpointServices services)
{
    public async Task HistoryAsync(HttpContext http)
    {
        var question = new QuestionReader(http, "order", "limit", "cursor", "wait_for");
        AuditQuery query = question.Query(services.AccessOf(http)) with { ResourceTypes = [TypeOf(http)], ResourceIds = [IdOf(http)] };
        AuditPaging paging = question.Paging(question.Name<AuditOrder>("order") ?? AuditOrder.NewestFirst);
        await services.AnswerPageAsync(http, question, query, paging).ConfigureAwait(false);
    }

    public async Task SessionAsync(HttpContext http)
    {
        var question = new QuestionReader(http, "order", "limit", "cursor", "wait_for");
        AuditQuery query = question.Query(services.AccessOf(http)) with { Sessions = [RouteText.Of(http, "id", fromEnd: 1)] };
        AuditPaging paging = question.Paging(question.Name<AuditOrder>("order") ?? AuditOrder.OldestFirst);
        await services.AnswerPageAsync(http, question, query, paging).ConfigureAwait(false);
    }

    public async Task AsOfAsync(HttpContext http)
    {
        var question = QuestionReader.Only(http, "at", "wait_for");
        DateTimeOffset at = question.Time("at") ?? services.Time.GetUtcNow();
        if (!await services.IsReadyAsync(http, question).ConfigureAwait(false))
        {
            return;
        }

        AuditState? state = await services.AskAsync(
            http, cancel => services.Reader.AsOfAsync(TypeOf(http), IdOf(http), at, services.AccessOf(http), cancel)).ConfigureAwait(false);
        if (state is not null)
        {
            await services.RecordSearchAsync(http, state.Events).ConfigureAwait(false);
            await JsonAnswer.WriteAsync(http, writer => Write(writer, state)).ConfigureAwait(false);
        }
    }

    private static void Write(Utf8JsonWriter writer, AuditState state)
    {
        writer.WriteString("at", state.At.UtcDateTime);
        writer.WriteString("knowledge", QuestionReader.Snake(state.Knowledge.ToString()));
        writer.WriteString("name", state.Name);
        writer.WriteString("version", state.Version);
        writer.WriteNumber("events", state.Events);
        writer.WriteString("last_event", state.Last?.Id.ToString());
        if (state.Last is { } last)
        {
            writer.WriteString("last_change", last.Timestamp.UtcDateTime);
        }

        writer.WriteStartArray("unknown_changes");
        foreach (Guid id in state.UnknownChanges)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
        writer.WriteNumber("continuity_faults", state.Faults.Length);
        writer.WriteStartArray("members");
        foreach (AuditStateValue value in state.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("path", value.Path);
            writer.WritePropertyName("value");
            writer.WriteRawValue(value.Value.Json.Span, skipInputValidation: true);
            writer.WriteString("since", value.Since.UtcDateTime);
            writer.WriteString("event", value.EventId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string TypeOf(HttpContext http) => RouteText.Of(http, "type", fromEnd: 3);

    private static string IdOf(HttpContext http) => RouteText.Of(http, "id", fromEnd: 2);
}
