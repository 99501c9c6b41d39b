namespace Erp.Procurement;

public sealed record ReverseGoodsReceipt(Id<GoodsReceipt> Id, [property: AuditReason] string Why);

[Audited("goods_receipt.reverse", AuditCategory.Reverse, typeof(GoodsReceipt))]
public sealed class ReverseGoodsReceiptHandler(IRepository<GoodsReceipt> receipts, IRepository<PurchaseOrder> orders, ITransactions transactions)
    : ICommandHandler<ReverseGoodsReceipt>
{
    public async Task HandleAsync(ReverseGoodsReceipt command, CancellationToken cancellationToken)
    {
        await using ITransaction transaction = transactions.Begin();
        GoodsReceipt receipt = await receipts.ChangeAsync(command.Id, static receipt => receipt.Reverse(), cancellationToken);
        await orders.ChangeAsync(receipt.Order, TakeBack, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        void TakeBack(PurchaseOrder order)
        {
            foreach (GoodsReceiptLine line in receipt.Lines)
            {
                order.TakeBack(line.OrderLine, line.Quantity);
            }
        }
    }
}
