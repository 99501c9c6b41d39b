namespace Erp.Procurement;

/// <summary>Goods that came in for an order.</summary>
[Auditable("procurement", "goods_receipt")]
public sealed class GoodsReceipt : Aggregate, IKeyed<Id<GoodsReceipt>>
{
    public GoodsReceipt(Id<GoodsReceipt> id, string deliveryNote, Id<PurchaseOrder> order, DateOnly receivedOn, IReadOnlyList<GoodsReceiptLine> lines)
    {
        Rule.Require(lines.Count > 0, "Nothing came in.");
        Id = id;
        DeliveryNote = Rule.Text(deliveryNote, "The delivery note");
        Order = order;
        ReceivedOn = receivedOn;
        Lines = lines;
    }

    [AuditKey]
    public Id<GoodsReceipt> Id { get; }

    [AuditName]
    public string DeliveryNote { get; }

    [AuditReference]
    public Id<PurchaseOrder> Order { get; }

    public DateOnly ReceivedOn { get; }

    public IReadOnlyList<GoodsReceiptLine> Lines { get; }

    public bool IsReversed { get; private set; }

    public void Reverse()
    {
        Rule.Require(!IsReversed, "The receipt was reversed already.");
        IsReversed = true;
    }
}
