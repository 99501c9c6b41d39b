namespace AuditGen.Erasure;

/// <summary>Settings of personal data and its erasure.</summary>
public sealed class ErasureOptions
{
    /// <summary>
    /// Decides whether somebody may have a person erased. Without it nobody may: each request is refused, and recorded as
    /// denied.
    /// </summary>
    public Func<ErasureRequest, CancellationToken, ValueTask<bool>>? Authorize { get; set; }

    /// <summary>
    /// The tenant that a person belongs to; <see langword="null"/> for persons of no tenant. Who is limited to tenants can have only
    /// persons of those erased. Without it persons belong to no tenant, and who is limited can have nobody erased: a person has one
    /// key, whichever tenants have data under it.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<string?>>? TenantOfSubject { get; set; }

    /// <summary>
    /// The person that an actor is, as <see cref="AuditPersonalDataAttribute"/> names them, so that the name and the address of
    /// the actor are encrypted under that person's key; <see langword="null"/> for actors whose names stay readable. Without
    /// it all do. Called once an event; must be quick and must not throw.
    /// </summary>
    public Func<AuditActor, string?>? SubjectOfActor { get; set; }
}
