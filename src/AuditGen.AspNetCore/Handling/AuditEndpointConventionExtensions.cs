using System.Reflection;
using AuditGen;
using AuditGen.AspNetCore.Handling;
using AuditGen.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Runs minimal-API endpoints as audited operations.</summary>
/// <remarks>
/// For handlers that the endpoint calls as classes or is itself: one that is resolved by its decorated interface is audited
/// already. Start-up wants to hear of them: <c>audit.RunsThroughAdapter(typeof(…))</c>.
/// </remarks>
public static class AuditEndpointConventionExtensions
{
    /// <summary>
    /// Runs the endpoint as the audited operation of a handler method, whose generated description is given. The argument of
    /// the endpoint that is its command carries reason and facts.
    /// </summary>
    /// <param name="builder">The endpoint, or a group of them.</param>
    /// <param name="handler">The generated description, such as <c>CloseInvoiceHandlerAudit.HandleAsync</c>.</param>
    /// <param name="succeeded">
    /// Whether what the endpoint returns means success. Where not given, everything does but results with a status of 400 or
    /// above, challenges and refusals; an endpoint that set such a status itself has failed too.
    /// </param>
    public static TBuilder WithAudit<TBuilder>(this TBuilder builder, AuditedHandler handler, Func<object?, bool>? succeeded = null)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(handler);
        return builder.AddEndpointFilterFactory((_, next) => new AuditEndpointFilter(handler, succeeded, next).InvokeAsync);
    }

    /// <summary>Runs the endpoint as the audited operation of the handler of a type of command, which is one of its arguments.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <param name="builder">The endpoint.</param>
    /// <param name="succeeded">Whether what the endpoint returns means success.</param>
    /// <exception cref="InvalidOperationException">When the endpoint is built: the command has no audited handler, or several.</exception>
    public static RouteHandlerBuilder WithAudit<TCommand>(this RouteHandlerBuilder builder, Func<object?, bool>? succeeded = null) =>
        builder.AddEndpointFilterFactory((context, next) =>
        {
            AuditedHandler handler = CatalogueOf(context).FindHandlerOf(typeof(TCommand)) ?? throw new InvalidOperationException(
                $"No audited handler of {typeof(TCommand)} is known. Put [Audited(…)] on its handler, and call services.AddAuditedHandlers().");
            return new AuditEndpointFilter(handler, succeeded, next).InvokeAsync;
        });

    /// <summary>Runs the endpoint, which is itself a method marked <c>[Audited]</c>, as an audited operation.</summary>
    /// <param name="builder">The endpoint.</param>
    /// <param name="succeeded">Whether what the endpoint returns means success.</param>
    /// <exception cref="InvalidOperationException">When the endpoint is built: the method is not marked. A lambda cannot be; make it a method.</exception>
    public static RouteHandlerBuilder WithAudit(this RouteHandlerBuilder builder, Func<object?, bool>? succeeded = null) =>
        builder.AddEndpointFilterFactory((context, next) =>
        {
            MethodInfo method = context.MethodInfo;
            AuditedHandler handler = CatalogueOf(context).Handlers.FirstOrDefault(each => each.HandlerType == method.DeclaringType && each.Method == method.Name)
                ?? throw new InvalidOperationException(
                    $"The endpoint {method.DeclaringType}.{method.Name} is no audited handler. Make it a method of a class, mark it with [Audited(…)], and call "
                    + "services.AddAuditedHandlers(); or name the handler that it calls: WithAudit(SomeHandlerAudit.HandleAsync).");
            return new AuditEndpointFilter(handler, succeeded, next).InvokeAsync;
        });

    private static AuditCatalogue CatalogueOf(EndpointFilterFactoryContext context) => context.ApplicationServices.GetService<AuditCatalogue>()
        ?? throw new InvalidOperationException("Nothing is audited yet. Write: builder.Services.AddAuditGen(audit => audit.UseSqlite(\"audit-data\")).");
}
