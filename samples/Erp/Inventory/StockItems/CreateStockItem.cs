using Erp.MasterData;

namespace Erp.Inventory;

public sealed record CreateStockItem(Id<StockItem> Id, string Sku, Id<Product> Product, string Bin, IReadOnlyList<StockLayer> Layers);

[Audited("stock_item.create", AuditCategory.Create, typeof(StockItem))]
public sealed class CreateStockItemHandler(IRepository<StockItem> stock) : ICommandHandler<CreateStockItem>
{
    public Task HandleAsync(CreateStockItem command, CancellationToken cancellationToken) =>
        stock.AddAsync(new(command.Id, command.Sku, command.Product, command.Bin, command.Layers), cancellationToken);
}
