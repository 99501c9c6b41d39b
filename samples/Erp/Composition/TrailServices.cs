using System.Security.Cryptography;
using System.Text;
using AuditGen.Erasure;
using AuditGen.Sqlite;
using Erp.Elasticsearch;
using Erp.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Erp.Composition;

/// <summary>Puts the audit trail under the business system: all that the sample says about auditing, beside its annotations.</summary>
internal static class TrailServices
{
    /// <summary>Decorates the handlers registered so far, and keeps their trail in the folder of the options.</summary>
    public static IServiceCollection AddTrail(this IServiceCollection services, SimulationOptions options) => services
        .AddAuditedHandlers()
        .AddAuditGen(audit => AddStores(audit
            .Service("erp", "1.0.0")
            .Configure(settings => settings.Text = settings.Text with { Hasher = Hasher(options.Seed) })
            .Retention(RetentionSchedule.Apply)
            .UseSqlite(options.Store)
            .UseSqliteSubjectKeys(KeysOf(options.Store), static erasure => erasure.Authorize = MayErase), options));

    /// <summary>The keys of persons lie beside the trail and not in it, so that a copy of the trail is none of them.</summary>
    public static string KeysOf(string store) => Path.Combine(Path.TrimEndingDirectorySeparator(store) + ".keys", "subjects.db");

    // Actors keep their names: who did something must be found by name for as long as the books are kept.
    private static ValueTask<bool> MayErase(ErasureRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(request.Context.Actor is { } actor && actor.Roles.Contains("data-protection", StringComparer.Ordinal));

    private static AuditGenBuilder AddStores(AuditGenBuilder audit, SimulationOptions options) => options.Elasticsearch is { } url ? audit.ShipTo(url) : audit;

    /// <summary>The key that sensitive values are hashed with. A system in use takes it from its secret store.</summary>
    private static AuditValueHasher Hasher(int seed) => new("simulation", SHA256.HashData(Encoding.UTF8.GetBytes($"simulation {seed}")));
}
