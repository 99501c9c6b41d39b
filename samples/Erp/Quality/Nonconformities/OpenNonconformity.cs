using Erp.Inventory;

namespace Erp.Quality;

public sealed record OpenNonconformity(Id<Nonconformity> Id, string Number, Id<Lot> Lot, Severity Severity, string Description);

[Audited("nonconformity.open", AuditCategory.Create, typeof(Nonconformity))]
public sealed class OpenNonconformityHandler(IRepository<Nonconformity> nonconformities) : ICommandHandler<OpenNonconformity>
{
    public Task HandleAsync(OpenNonconformity command, CancellationToken cancellationToken) =>
        nonconformities.AddAsync(new(command.Id, command.Number, command.Lot, command.Severity, command.Description), cancellationToken);
}
