using AuditGen.Erasure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AuditGen;

/// <summary>Records personal data under keys that can be shredded.</summary>
public static class ErasureBuilderExtensions
{
    /// <summary>
    /// Encrypts what <see cref="AuditPersonalDataAttribute"/> marks under the keys of a store, shows it to readers of this
    /// application, and adds <see cref="IAuditErasure"/>.
    /// </summary>
    /// <param name="audit">The builder.</param>
    /// <param name="keys">Makes the store; the container disposes it.</param>
    /// <param name="configure">Who may have a person erased, and which persons actors are.</param>
    public static AuditGenBuilder UseSubjectKeys(
        this AuditGenBuilder audit, Func<IServiceProvider, ISubjectKeyStore> keys, Action<ErasureOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(keys);
        audit.Services.RemoveAll<ISubjectKeyStore>();
        audit.Services.AddSingleton(keys);
        audit.Services.TryAddSingleton<IAuditSealer, SubjectSealer>();
        audit.Services.TryAddSingleton<PersonalDataReader>();
        audit.Services.TryAddSingleton<IAuditErasure, AuditErasure>();
        audit.Services.AddOptions<ErasureOptions>();
        if (configure is not null)
        {
            audit.Services.Configure(configure);
        }

        return audit;
    }
}
