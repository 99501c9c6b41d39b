using Erp.MasterData;

namespace Erp.Inventory;

public sealed record CreateLot(Id<Lot> Id, string Number, Id<Product> Product, Quantity Quantity, DateOnly MadeOn, DateOnly ExpiresOn);

[Audited("lot.create", AuditCategory.Create, typeof(Lot))]
public sealed class CreateLotHandler(IRepository<Lot> lots) : ICommandHandler<CreateLot>
{
    public Task HandleAsync(CreateLot command, CancellationToken cancellationToken) =>
        lots.AddAsync(
            new(command.Id, command.Number, command.Product, command.Quantity, command.MadeOn, command.ExpiresOn),
            cancellationToken);
}
