using AuditGen.Erasure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AuditGen.AspNetCore.Access;

/// <summary>Refuses to map endpoints that nobody has said who may read.</summary>
internal static class EndpointAuthorization
{
    public static void Require(IServiceProvider services, AuditEndpointOptions options)
    {
        if (options.IsAnonymous)
        {
            return;
        }

        if (services.GetService<IAuthorizationService>() is null)
        {
            throw new InvalidOperationException(Message(options.ReadPolicy));
        }

        // A provider of the application's own may know policies that no list holds.
        if (services.GetService<IAuthorizationPolicyProvider>() is not DefaultAuthorizationPolicyProvider)
        {
            return;
        }

        AuthorizationOptions known = services.GetRequiredService<IOptions<AuthorizationOptions>>().Value;
        foreach (string policy in (string[])[options.ReadPolicy, options.OperatePolicy])
        {
            if (known.GetPolicy(policy) is null)
            {
                throw new InvalidOperationException(Message(policy));
            }
        }

        if (services.GetService<IAuditErasure>() is not null && known.GetPolicy(options.ErasePolicy) is null)
        {
            throw new InvalidOperationException(
                $"""
                This application has keys of persons, and the authorization policy "{options.ErasePolicy}" does not exist. Say who may have a person erased for ever:

                    builder.Services.AddAuthorizationBuilder().AddPolicy("{options.ErasePolicy}", policy => policy.RequireRole("data-protection"));
                """);
        }
    }

    public static void Apply(IEndpointConventionBuilder endpoint, AuditEndpointOptions options, string policy)
    {
        if (options.IsAnonymous)
        {
            endpoint.AllowAnonymous();
        }
        else
        {
            endpoint.RequireAuthorization(policy);
        }
    }

    private static string Message(string policy) =>
        $"""
        The audit trail is not served to just anyone, and the authorization policy "{policy}" does not exist. Say who may read and who may operate it:

            builder.Services.AddAuthorizationBuilder()
                .AddPolicy("audit.read", policy => policy.RequireRole("auditor")).AddPolicy("audit.operate", policy => policy.RequireRole("audit-operator"));

        and give auditors the claims "audit.context" and "audit.tenant" ("*" for all). On a developer's machine: app.MapAuditGen("/audit", audit => audit.AllowAnonymousReading()).
        """;
}
