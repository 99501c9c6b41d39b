using Erp.Identity;

namespace Erp.Procurement;

/// <summary>An order to a supplier.</summary>
[Auditable("procurement", "purchase_order")]
public sealed class PurchaseOrder : Aggregate, IKeyed<Id<PurchaseOrder>>, IUnique
{
    public PurchaseOrder(Id<PurchaseOrder> id, string number, Id<Supplier> supplier, Address deliverTo, DateOnly wantedOn, IReadOnlyList<PurchaseOrderLine> lines)
    {
        Id = id;
        Number = Rule.Text(number, "The order number");
        Supplier = supplier;
        DeliverTo = deliverTo;
        WantedOn = wantedOn;
        Fill(lines);
    }

    [AuditKey]
    public Id<PurchaseOrder> Id { get; }

    [AuditName]
    public string Number { get; }

    [AuditReference]
    public Id<Supplier> Supplier { get; }

    public PurchaseOrderStatus Status { get; private set; }

    public Address DeliverTo { get; private set; }

    public DateOnly WantedOn { get; private set; }

    public IReadOnlyList<PurchaseOrderLine> Lines { get; private set; } = [];

    public Money Total { get; private set; }

    [AuditReference]
    public Id<User>? ApprovedBy { get; private set; }

    string IUnique.UniqueName => Number;

    public void Submit()
    {
        Rule.Require(Status == PurchaseOrderStatus.Draft, "Only a draft can be submitted.");
        Status = PurchaseOrderStatus.Submitted;
    }

    public void Approve(Id<User> by)
    {
        Rule.Require(Status == PurchaseOrderStatus.Submitted, "Only a submitted order can be approved.");
        Status = PurchaseOrderStatus.Approved;
        ApprovedBy = by;
    }

    public void Reject()
    {
        Rule.Require(Status == PurchaseOrderStatus.Submitted, "Only a submitted order can be rejected.");
        Status = PurchaseOrderStatus.Rejected;
    }

    /// <summary>Changes lines and day; what was approved must be approved again.</summary>
    public void Amend(DateOnly wantedOn, IReadOnlyList<PurchaseOrderLine> lines)
    {
        Rule.Require(Status != PurchaseOrderStatus.Cancelled, "The order was cancelled.");
        RequireNothingReceived();
        WantedOn = wantedOn;
        Fill(lines);
        Status = PurchaseOrderStatus.Draft;
        ApprovedBy = null;
    }

    public void Cancel()
    {
        Rule.Require(Status != PurchaseOrderStatus.Cancelled, "The order was cancelled already.");
        RequireNothingReceived();
        Status = PurchaseOrderStatus.Cancelled;
    }

    public void Receive(int line, Quantity quantity)
    {
        Rule.Require(Status == PurchaseOrderStatus.Approved, "Goods come in for approved orders only.");
        ChangeReceived(line, received => received + quantity);
    }

    public void TakeBack(int line, Quantity quantity) => ChangeReceived(line, received => received - quantity);

    private void ChangeReceived(int number, Func<Quantity, Quantity> change)
    {
        PurchaseOrderLine? line = Lines.FirstOrDefault(line => line.Number == number);
        Rule.Require(line is not null, "The order has no such line.");
        Quantity received = change(line.Received);
        Rule.Require(received.Value >= 0m && received <= line.Ordered, "More would have come in than was ordered.");
        Lines = [.. Lines.Select(known => known == line ? line with { Received = received } : known)];
    }

    private void RequireNothingReceived() =>
        Rule.Require(Lines.All(static line => line.Received.Value == 0m), "Goods came in for the order already.");

    private void Fill(IReadOnlyList<PurchaseOrderLine> lines)
    {
        Rule.Require(lines.Count > 0, "An order needs at least one line.");
        Lines = lines;
        Total = lines.Aggregate(Money.Zero(lines[0].Price.Currency), static (sum, line) => sum + line.Amount());
    }
}
