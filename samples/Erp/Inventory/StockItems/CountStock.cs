namespace Erp.Inventory;

public sealed record CountStock(Id<StockItem> Id, Quantity Counted, [property: AuditData] string Sheet);

[Audited("stock_item.count", AuditCategory.Evaluate, typeof(StockItem))]
public sealed class CountStockHandler(IRepository<StockItem> stock, RequestContext request) : ICommandHandler<CountStock>
{
    public Task HandleAsync(CountStock command, CancellationToken cancellationToken) =>
        stock.ChangeAsync(command.Id, item => item.Count(command.Counted, request.Today), cancellationToken);
}
