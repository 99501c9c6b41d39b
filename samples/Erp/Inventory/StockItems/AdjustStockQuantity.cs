namespace Erp.Inventory;

public sealed record AdjustStockQuantity(Id<StockItem> Id, Quantity Difference, [property: AuditReason] string Why);

[Audited("stock_item.adjust_quantity", AuditCategory.Update, typeof(StockItem))]
public sealed class AdjustStockQuantityHandler(IRepository<StockItem> stock) : ICommandHandler<AdjustStockQuantity>
{
    public Task HandleAsync(AdjustStockQuantity command, CancellationToken cancellationToken)
    {
        Rule.Text(command.Why, "The reason");
        return stock.ChangeAsync(command.Id, item => item.Adjust(command.Difference), cancellationToken);
    }
}
