namespace Erp.Quality;

public sealed record ReopenNonconformity(Id<Nonconformity> Id, [property: AuditReason] string Why);

[Audited("nonconformity.reopen", AuditCategory.Reopen, typeof(Nonconformity))]
public sealed class ReopenNonconformityHandler(IRepository<Nonconformity> nonconformities) : ICommandHandler<ReopenNonconformity>
{
    public Task HandleAsync(ReopenNonconformity command, CancellationToken cancellationToken) =>
        nonconformities.ChangeAsync(command.Id, static nonconformity => nonconformity.Reopen(), cancellationToken);
}
