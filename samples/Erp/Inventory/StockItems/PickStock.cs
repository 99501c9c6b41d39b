using Erp.Audit;

namespace Erp.Inventory;

public sealed record PickStock(Id<StockItem> Id, Quantity Quantity, PickStrategy Strategy, [property: AuditData] string Order);

/// <summary>Picks stock for an order. What is recorded is which of the two ways it was picked.</summary>
[Audited("stock_item.pick_fifo", AuditCategory.Issue, typeof(StockItem))]
[Audited("stock_item.pick_fefo", AuditCategory.Issue, typeof(StockItem))]
public sealed class PickStockHandler(IRepository<StockItem> stock, IAuditScope audit) : ICommandHandler<PickStock>
{
    public Task HandleAsync(PickStock command, CancellationToken cancellationToken)
    {
        audit.Action(command.Strategy == PickStrategy.Fifo ? ErpActions.StockItemPickFifo : ErpActions.StockItemPickFefo);
        return stock.ChangeAsync(command.Id, item => item.Pick(command.Quantity, command.Strategy), cancellationToken);
    }
}
