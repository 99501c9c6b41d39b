using Erp.Inventory;

namespace Erp.Production;

public sealed record ConsumeMaterial(Id<ProductionOrder> Id, Id<Lot> Lot, Quantity Quantity);

/// <summary>Uses material of a lot, which quality assurance must not have blocked.</summary>
[Audited("production_order.consume_material", AuditCategory.Issue, typeof(ProductionOrder))]
public sealed class ConsumeMaterialHandler(IRepository<ProductionOrder> orders, IRepository<Lot> lots) : ICommandHandler<ConsumeMaterial>
{
    public async Task HandleAsync(ConsumeMaterial command, CancellationToken cancellationToken)
    {
        Lot lot = await lots.GetAsync(command.Lot, cancellationToken);
        Rule.Require(!lot.IsBlocked, "The lot is blocked.");
        await orders.ChangeAsync(command.Id, order => order.Consume(command.Lot, command.Quantity), cancellationToken);
    }
}
