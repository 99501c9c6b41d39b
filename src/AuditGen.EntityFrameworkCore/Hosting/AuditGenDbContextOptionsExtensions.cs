using AuditGen.EntityFrameworkCore.Capturing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Lets a context record what it saves.</summary>
public static class AuditGenDbContextOptionsExtensions
{
    /// <summary>
    /// Records the states before and after of every auditable entity that the context saves while an audited command runs; and,
    /// where its model has an outbox, commits their events with the change.
    /// </summary>
    /// <param name="options">The options of the context: <c>AddDbContext&lt;T&gt;((provider, options) => options.UseAuditGen(provider))</c>.</param>
    /// <param name="services">The application's services; <c>audit.AddEntityFramework()</c> or <c>audit.AddOutbox&lt;T&gt;()</c> was called.</param>
    /// <exception cref="InvalidOperationException">Auditing was not added to the services.</exception>
    public static DbContextOptionsBuilder UseAuditGen(this DbContextOptionsBuilder options, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        CaptureInterceptors interceptors = services.GetService<CaptureInterceptors>() ?? throw new InvalidOperationException(
            "Auditing of Entity Framework was not added: call services.AddAuditGen(audit => audit.AddEntityFramework()), or AddOutbox<TContext>() in its place.");
        return options.AddInterceptors(interceptors.Save, interceptors.Transaction, interceptors.Statement);
    }

    /// <inheritdoc cref="UseAuditGen(DbContextOptionsBuilder, IServiceProvider)"/>
    /// <typeparam name="TContext">The context.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseAuditGen<TContext>(this DbContextOptionsBuilder<TContext> options, IServiceProvider services)
        where TContext : DbContext => (DbContextOptionsBuilder<TContext>)UseAuditGen((DbContextOptionsBuilder)options, services);
}
