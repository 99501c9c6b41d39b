using Erp.MasterData;

namespace Erp.Production;

public sealed record CreateProductionOrder(Id<ProductionOrder> Id, string Number, Id<Product> Product, Id<Bom> Bom, Quantity Planned, DateOnly DueOn);

[Audited("production_order.create", AuditCategory.Create, typeof(ProductionOrder))]
public sealed class CreateProductionOrderHandler(IRepository<ProductionOrder> productionOrders) : ICommandHandler<CreateProductionOrder>
{
    public Task HandleAsync(CreateProductionOrder command, CancellationToken cancellationToken) =>
        productionOrders.AddAsync(new(command.Id, command.Number, command.Product, command.Bom, command.Planned, command.DueOn), cancellationToken);
}
