namespace Erp.Procurement;

public sealed record RecordGoodsReceipt(
    Id<GoodsReceipt> Id,
    string DeliveryNote,
    Id<PurchaseOrder> Order,
    IReadOnlyList<GoodsReceiptLine> Lines);

/// <summary>Records what came in, on the receipt and on the order, or on neither.</summary>
[Audited("goods_receipt.record", AuditCategory.Receive, typeof(GoodsReceipt))]
public sealed class RecordGoodsReceiptHandler(
    IRepository<GoodsReceipt> receipts,
    IRepository<PurchaseOrder> orders,
    ITransactions transactions,
    RequestContext request)
    : ICommandHandler<RecordGoodsReceipt>
{
    public async Task HandleAsync(RecordGoodsReceipt command, CancellationToken cancellationToken)
    {
        await using ITransaction transaction = transactions.Begin();
        await receipts.AddAsync(new(command.Id, command.DeliveryNote, command.Order, request.Today, command.Lines), cancellationToken);
        await orders.ChangeAsync(command.Order, Receive, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        void Receive(PurchaseOrder order)
        {
            foreach (GoodsReceiptLine line in command.Lines)
            {
                order.Receive(line.OrderLine, line.Quantity);
            }
        }
    }
}
