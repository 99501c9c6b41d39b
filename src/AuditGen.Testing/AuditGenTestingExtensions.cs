using AuditGen.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AuditGen.Testing;

/// <summary>Puts the in-memory trail in the place of a journal.</summary>
public static class AuditGenTestingExtensions
{
    /// <summary>Keeps events in an <see cref="AuditTestTrail"/>, which the test takes from the services, instead of a journal.</summary>
    /// <param name="builder">The configuration of auditing.</param>
    /// <param name="trail">The trail; a new one where not given.</param>
    public static AuditGenBuilder UseInMemoryTrail(this AuditGenBuilder builder, AuditTestTrail? trail = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.RemoveAll<AuditTestTrail>();
        builder.Services.RemoveAll<IAuditAppender>();
        builder.Services.AddSingleton(trail ?? new AuditTestTrail());
        builder.Services.AddSingleton<IAuditAppender, InMemoryAppender>();
        return builder;
    }
}
