using System.Diagnostics.CodeAnalysis;
using AuditGen.AspNetCore;
using AuditGen.AspNetCore.Access;
using AuditGen.AspNetCore.Endpoints;
using AuditGen.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves the audit trail over HTTP.</summary>
public static class AuditGenEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the investigator page and, below <c>api/</c>, the query API it uses. Every route requires authorization, and
    /// answers only from the contexts and tenants the caller may read.
    /// </summary>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="prefix">The path, such as <c>/audit</c>.</param>
    /// <param name="configure">Names the policies, or says what else differs from the defaults.</param>
    /// <returns>The group of all routes, for further conventions such as rate limits.</returns>
    /// <exception cref="InvalidOperationException">
    /// The authorization policies do not exist, a setting makes no sense, or no store to read from is registered; says what to write.
    /// </exception>
    public static RouteGroupBuilder MapAuditGen(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix, Action<AuditEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var options = new AuditEndpointOptions();
        configure?.Invoke(options);
        options.Check();
        IServiceProvider services = endpoints.ServiceProvider;
        EndpointAuthorization.Require(services, options);
        IAuditReader reader = services.GetService<IAuditReader>() ?? throw new InvalidOperationException(
            "There is no store to read the audit trail from. Write: builder.Services.AddAuditGen(audit => audit.UseSqlite(\"audit-data\")).");

        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        var routes = new AuditRoutes(group, options);
        routes.Map(services, reader);
        return group;
    }
}
