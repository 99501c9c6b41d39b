using System.Collections.Immutable;
using System.Globalization;
using AuditGen.AspNetCore.Answers;
using AuditGen.Consuming;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>What a consumer refused, as far as the caller may read it, and the order to offer it again.</summary>
internal sealed class QuarantineEndpoints(IServiceProvider services, EndpointServices shared)
{
    private const int Scanned = 1000;

    public async Task ListAsync(HttpContext http)
    {
        var question = QuestionReader.Only(http, "consumer", "limit");
        int limit = question.Number("limit", 1, Scanned) ?? 100;
        string? consumer = question.One("consumer");
        if (question.Problem is { } problem)
        {
            await problem.WriteAsync(http).ConfigureAwait(false);
            return;
        }

        AuditAccess access = shared.AccessOf(http);
        ImmutableArray<QuarantinedEvent> all = services.GetService<IAuditQuarantine>()?.List(consumer, limit: Scanned) ?? [];
        await JsonAnswer.WriteAsync(http, writer =>
        {
            writer.WriteStartArray("events");
            foreach (QuarantinedEvent refused in all.Where(refused => IsVisible(refused, access)).Take(limit))
            {
                writer.WriteStartObject();
                writer.WriteString("consumer", refused.Consumer);
                writer.WriteNumber("index", refused.Record.Index);
                writer.WriteString("id", refused.Record.Id);
                writer.WriteString("context", refused.Record.Context);
                writer.WriteString("reason", refused.Reason);
                writer.WriteString("since", refused.Since.UtcDateTime);
                writer.WriteNumber("attempts", refused.Attempts);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }).ConfigureAwait(false);
    }

    public async Task ResendAsync(HttpContext http)
    {
        string consumer = (string?)http.GetRouteValue("consumer") ?? "";
        if (!long.TryParse((string?)http.GetRouteValue("index"), NumberStyles.None, CultureInfo.InvariantCulture, out long index)
            || services.GetService<IAuditQuarantine>() is not { } quarantine
            || !quarantine.List(consumer, index - 1, 1).Any(refused => refused.Record.Index == index && IsVisible(refused, shared.AccessOf(http))))
        {
            await Problem.NotFound("That quarantined event").WriteAsync(http).ConfigureAwait(false);
            return;
        }

        IAuditConsumers consumers = services.GetRequiredService<IAuditConsumers>();
        if (!consumers.Status.Any(status => status.Name == consumer))
        {
            await Problem.Unavailable("The consumer does not run here.", "Send this to the process that runs it, or use the command line: auditgen quarantine resend.").WriteAsync(http).ConfigureAwait(false);
            return;
        }

        int taken = await consumers.ResendAsync(consumer, index, http.RequestAborted).ConfigureAwait(false);
        await JsonAnswer.WriteAsync(http, writer => writer.WriteNumber("taken", taken)).ConfigureAwait(false);
    }

    /// <summary>The tenant is in the text only; a text that cannot be read belongs to nobody who is limited to tenants.</summary>
    private static bool IsVisible(QuarantinedEvent refused, AuditAccess access)
    {
        if (access.IsEverything)
        {
            return true;
        }

        try
        {
            return access.Allows(refused.Record.Context, AuditEvent.Parse(refused.Record.Text).Tenant);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
