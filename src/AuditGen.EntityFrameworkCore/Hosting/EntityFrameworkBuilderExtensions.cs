using AuditGen.EntityFrameworkCore.Capturing;
using AuditGen.EntityFrameworkCore.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AuditGen.EntityFrameworkCore;

/// <summary>Adds Entity Framework Core to auditing.</summary>
public static class EntityFrameworkBuilderExtensions
{
    /// <summary>
    /// Lets contexts record what they save: call <c>options.UseAuditGen(provider)</c> on each. No handler calls
    /// <see cref="IAuditScope.Track"/> for entities any more.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="configure">Changes settings.</param>
    public static AuditGenBuilder AddEntityFramework(this AuditGenBuilder audit, Action<EntityFrameworkOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(audit);
        audit.Services.AddOptions<EntityFrameworkOptions>();
        if (configure is not null)
        {
            audit.Services.Configure(configure);
        }

        audit.Services.TryAddSingleton<OutboxSignal>();
        audit.Services.TryAddSingleton<CaptureServices>();
        audit.Services.TryAddSingleton<CaptureInterceptors>();
        return audit;
    }
}
