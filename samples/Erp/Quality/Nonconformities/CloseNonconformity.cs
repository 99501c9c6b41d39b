namespace Erp.Quality;

public sealed record CloseNonconformity(Id<Nonconformity> Id, string CorrectiveAction);

[Audited("nonconformity.close", AuditCategory.Close, typeof(Nonconformity))]
public sealed class CloseNonconformityHandler(IRepository<Nonconformity> nonconformities) : ICommandHandler<CloseNonconformity>
{
    public Task HandleAsync(CloseNonconformity command, CancellationToken cancellationToken) =>
        nonconformities.ChangeAsync(command.Id, nonconformity => nonconformity.Close(command.CorrectiveAction), cancellationToken);
}
