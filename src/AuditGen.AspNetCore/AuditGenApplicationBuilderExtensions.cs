using AuditGen.AspNetCore;
using AuditGen.AspNetCore.Capture;
using AuditGen.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts AuditGen into the request pipeline.</summary>
public static class AuditGenApplicationBuilderExtensions
{
    /// <summary>
    /// Records who acts in each request: actor, impersonation, session, tenant, correlation, IP address and user agent.
    /// Place it after authentication, and after <c>UseForwardedHeaders</c> where there is a proxy.
    /// </summary>
    /// <param name="app">The request pipeline.</param>
    /// <exception cref="InvalidOperationException">A setting of <see cref="AuditCaptureOptions"/> makes no sense; says what to write.</exception>
    public static IApplicationBuilder UseAuditGen(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        AuditCaptureOptions options = app.ApplicationServices.GetRequiredService<IOptions<AuditCaptureOptions>>().Value;
        options.Check();
        IJournal? journal = options.IndexHeader is null ? null : app.ApplicationServices.GetService<IJournal>();
        return app.Use(next => new AuditCaptureMiddleware(next, options, journal).InvokeAsync);
    }
}
