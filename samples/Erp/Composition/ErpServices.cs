using Erp.Audit;
using Erp.Finance;
using Erp.Identity;
using Erp.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Erp.Composition;

/// <summary>Puts the business system together.</summary>
internal static class ErpServices
{
    /// <summary>Adds store, repositories, domain services and every command handler.</summary>
    public static IServiceCollection AddErp(this IServiceCollection services)
    {
        services.AddSingleton<BusinessStore>();
        services.AddSingleton(typeof(Table<,>));
        services.AddScoped<UnitOfWork>();
        services.AddScoped<ITransactions>(static provider => provider.GetRequiredService<UnitOfWork>());
        services.AddScoped(typeof(IRepository<,>), typeof(Repository<,>));
        services.AddScoped(typeof(IRepository<>), typeof(Repository<>));
        services.AddScoped<RequestContext>();
        services.AddScoped<Books>();
        services.AddScoped<Administration>();
        services.AddSingleton<LoginThrottle>();
        foreach (AuditedHandler handler in new ErpAuditModule().Handlers)
        {
            // The generated module knows every handler: a new one is registered by being there.
            foreach (HandlerDecoration decoration in handler.Decorations)
            {
                services.AddScoped(decoration.ServiceType, handler.HandlerType);
            }
        }

        return services;
    }
}
