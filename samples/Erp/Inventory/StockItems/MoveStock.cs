namespace Erp.Inventory;

public sealed record MoveStock(Id<StockItem> Id, string Bin);

[Audited("stock_item.move", AuditCategory.Transfer, typeof(StockItem))]
public sealed class MoveStockHandler(IRepository<StockItem> stock) : ICommandHandler<MoveStock>
{
    public Task HandleAsync(MoveStock command, CancellationToken cancellationToken) =>
        stock.ChangeAsync(command.Id, item => item.Move(command.Bin), cancellationToken);
}
