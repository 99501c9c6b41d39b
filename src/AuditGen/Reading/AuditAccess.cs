using System.Collections.Immutable;

namespace AuditGen.Reading;

/// <summary>
/// What a reader may see. Part of every question put to a store, so that nothing outside it is searched, counted or
/// folded.
/// </summary>
public sealed record AuditAccess
{
    private AuditAccess(ImmutableArray<string>? contexts, ImmutableArray<string>? tenants, bool withoutTenant)
    {
        Contexts = contexts;
        Tenants = tenants;
        WithoutTenant = withoutTenant;
    }

    /// <summary>Every context of every tenant: for tools that run beside the files, and for the SDK itself.</summary>
    public static AuditAccess Everything { get; } = new(contexts: null, tenants: null, withoutTenant: true);

    /// <summary>The contexts allowed; <see langword="null"/> for all, empty for none.</summary>
    public ImmutableArray<string>? Contexts { get; }

    /// <summary>The tenants allowed; <see langword="null"/> for all, empty for none.</summary>
    public ImmutableArray<string>? Tenants { get; }

    /// <summary>Whether events that carry no tenant are allowed, where tenants are limited.</summary>
    public bool WithoutTenant { get; }

    /// <summary>Whether nothing is held back.</summary>
    public bool IsEverything => Contexts is null && Tenants is null;

    /// <summary>Limits access.</summary>
    /// <param name="contexts">The contexts allowed; <see langword="null"/> for all.</param>
    /// <param name="tenants">The tenants allowed; <see langword="null"/> for all.</param>
    /// <param name="withoutTenant">Whether events that carry no tenant are allowed, where tenants are limited.</param>
    public static AuditAccess To(IEnumerable<string>? contexts, IEnumerable<string>? tenants, bool withoutTenant = false) =>
        new(contexts?.ToImmutableArray(), tenants?.ToImmutableArray(), tenants is null || withoutTenant);

    /// <summary>Whether an event may be seen.</summary>
    /// <param name="context">Its context.</param>
    /// <param name="tenant">Its tenant, or <see langword="null"/>.</param>
    public bool Allows(string context, string? tenant) =>
        (Contexts is not { } contexts || contexts.Contains(context, StringComparer.Ordinal))
        && (Tenants is not { } tenants || (tenant is null ? WithoutTenant : tenants.Contains(tenant, StringComparer.Ordinal)));
}
