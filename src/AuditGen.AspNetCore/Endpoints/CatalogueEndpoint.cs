using AuditGen.AspNetCore.Answers;
using AuditGen.Hosting;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>The actions that this application can record, as far as the caller may read them.</summary>
internal sealed class CatalogueEndpoint(IServiceProvider services, EndpointServices shared)
{
    public async Task ListAsync(HttpContext http)
    {
        if (QuestionReader.Only(http).Problem is { } problem)
        {
            await problem.WriteAsync(http).ConfigureAwait(false);
            return;
        }

        AuditAccess access = shared.AccessOf(http);
        IEnumerable<AuditAction> actions = services.GetService<AuditCatalogue>()?.Actions ?? [];
        await JsonAnswer.WriteAsync(http, writer =>
        {
            writer.WriteStartArray("actions");
            foreach (AuditAction action in actions.Where(action => access.Contexts is not { } contexts || contexts.Contains(action.Context, StringComparer.Ordinal)))
            {
                writer.WriteStartObject();
                writer.WriteString("context", action.Context);
                writer.WriteString("resource_type", action.ResourceType);
                writer.WriteString("action", action.Code);
                writer.WriteString("category", action.Category.ToName());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }).ConfigureAwait(false);
    }
}
