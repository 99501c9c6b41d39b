using System.Collections.Immutable;
using AuditGen.Actors;
using AuditGen.AspNetCore.Answers;
using Microsoft.AspNetCore.Http;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>Who acted, found by name, e-mail address or id.</summary>
internal sealed class ActorEndpoint(EndpointServices services)
{
    public async Task SearchAsync(HttpContext http)
    {
        var question = QuestionReader.Only(http, "q", "id", "limit", "wait_for");
        string? text = question.One("q");
        ImmutableArray<string> ids = question.Many("id");
        int limit = question.Number("limit", 1, AuditActorQuery.MaxLimit) ?? 20;
        if (!await services.IsReadyAsync(http, question).ConfigureAwait(false))
        {
            return;
        }

        if (services.Actors is not { } directory)
        {
            await Problem.NotFound("A directory of actors").WriteAsync(http).ConfigureAwait(false);
            return;
        }

        Answer? answer = await services.AskAsync(http, async cancel =>
        {
            var query = new AuditActorQuery { Access = services.AccessOf(http), Text = text, Ids = ids, Limit = limit };
            return new Answer(await directory.SearchAsync(query, cancel).ConfigureAwait(false));
        }).ConfigureAwait(false);
        if (answer is null)
        {
            return;
        }

        DateTimeOffset activeSince = services.Time.GetUtcNow() - services.Options.ActiveWithin;
        await JsonAnswer.WriteAsync(http, writer =>
        {
            writer.WriteStartArray("actors");
            foreach (AuditActorProfile actor in answer.Actors)
            {
                writer.WriteStartObject();
                writer.WriteString("id", actor.Id);
                writer.WriteString("name", actor.Name);
                writer.WriteString("email", actor.Email);
                writer.WriteString("kind", actor.Kind);
                writer.WriteBoolean("active", actor.LastSeen >= activeSince);
                writer.WriteString("first_seen", actor.FirstSeen.UtcDateTime);
                writer.WriteString("last_seen", actor.LastSeen.UtcDateTime);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }).ConfigureAwait(false);
    }

    private sealed record Answer(ImmutableArray<AuditActorProfile> Actors);
}
