using AuditGen.Actors;
using AuditGen.AspNetCore.Access;
using AuditGen.Erasure;
using AuditGen.Journal;
using AuditGen.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.AspNetCore.Endpoints;

/// <summary>Every route, in one list, each with the policy it requires.</summary>
internal sealed class AuditRoutes(RouteGroupBuilder group, AuditEndpointOptions options)
{
    public void Map(IServiceProvider services, IAuditReader reader)
    {
        ISearchAudit audit = SearchAudit.Create(services, options);
        ILogger logger = services.GetService<ILoggerFactory>()?.CreateLogger(typeof(AuditRoutes).Namespace!) ?? NullLogger.Instance;
        var shared = new EndpointServices(
            reader, services.GetService<IAuditActors>(), options, services.GetService<TimeProvider>() ?? TimeProvider.System, audit, logger);
        var events = new EventEndpoints(shared, services.GetService<IJournal>());
        var resources = new ResourceEndpoints(shared);
        var page = new PageEndpoint();

        Read("", page.IndexAsync);
        Read("assets/{**file}", page.AssetAsync);
        Read("openapi.json", page.DescriptionAsync);
        Read("api/events", events.SearchAsync);
        Read("api/events/{id}", events.FindAsync);
        Read("api/resources/{type}/{id}/history", resources.HistoryAsync);
        Read("api/resources/{type}/{id}/as-of", resources.AsOfAsync);
        Read("api/sessions/{id}", resources.SessionAsync);
        Read("api/facets", new FacetEndpoint(shared).CountAsync);
        Read("api/actors", new ActorEndpoint(shared).SearchAsync);
        Read("api/export", new ExportEndpoint(shared, audit).ExportAsync);
        Read("api/catalogue", new CatalogueEndpoint(services, shared).ListAsync);
        Read("api/verification", new VerificationEndpoint(services).ShowAsync);

        var quarantine = new QuarantineEndpoints(services, shared);
        Read("api/quarantine", quarantine.ListAsync);
        EndpointAuthorization.Apply(group.MapPost("api/quarantine/{consumer}/{index}/resend", quarantine.ResendAsync), options, options.OperatePolicy);

        IAuditErasure? erasure = services.GetService<IAuditErasure>();
        EndpointAuthorization.Apply(
            group.MapPost("api/erasures", new ErasureEndpoint(erasure, options, logger).EraseAsync), options, erasure is null ? options.OperatePolicy : options.ErasePolicy);
    }

    private void Read(string pattern, RequestDelegate handler) =>
        EndpointAuthorization.Apply(group.MapGet(pattern, handler), options, options.ReadPolicy);
}
