using Erp.Inventory;

namespace Erp.Quality;

public sealed record CreateInspection(Id<Inspection> Id, string Number, Id<Lot> Lot);

[Audited("inspection.create", AuditCategory.Create, typeof(Inspection))]
public sealed class CreateInspectionHandler(IRepository<Inspection> inspections) : ICommandHandler<CreateInspection>
{
    public Task HandleAsync(CreateInspection command, CancellationToken cancellationToken) =>
        inspections.AddAsync(new(command.Id, command.Number, command.Lot), cancellationToken);
}
