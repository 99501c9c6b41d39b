using Erp.Identity;

namespace Erp.Quality;

public sealed record AssignNonconformity(Id<Nonconformity> Id, Id<User> Owner);

[Audited("nonconformity.assign", AuditCategory.Assign, typeof(Nonconformity))]
public sealed class AssignNonconformityHandler(IRepository<Nonconformity> nonconformities) : ICommandHandler<AssignNonconformity>
{
    public Task HandleAsync(AssignNonconformity command, CancellationToken cancellationToken) =>
        nonconformities.ChangeAsync(command.Id, nonconformity => nonconformity.Assign(command.Owner), cancellationToken);
}
