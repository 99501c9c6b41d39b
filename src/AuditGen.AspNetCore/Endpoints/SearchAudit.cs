using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>Appends each search to the trail.</summary>
internal sealed class SearchAudit : ISearchAudit
{
    private readonly IAuditTrail? _trail;

    private SearchAudit(IAuditTrail? trail) => _trail = trail;

    public static SearchAudit Create(IServiceProvider services, AuditEndpointOptions options) =>
        new(options.AuditSearches ? services.GetService<IAuditTrail>() : null);

    public async ValueTask RecordAsync(HttpContext http, AuditAction action, int found)
    {
        if (_trail is null)
        {
            return;
        }

        await _trail.AppendAsync(new SearchEvent(action, http.Request.Query, http.Request.Path.Value ?? "", found), http.RequestAborted).ConfigureAwait(false);
    }
}
