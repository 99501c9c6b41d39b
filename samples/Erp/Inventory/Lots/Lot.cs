using Erp.MasterData;

namespace Erp.Inventory;

/// <summary>Goods made together, that are recalled together.</summary>
[Auditable("inventory", "lot")]
public sealed class Lot : Aggregate, IKeyed<Id<Lot>>, IUnique
{
    public Lot(Id<Lot> id, string number, Id<Product> product, Quantity quantity, DateOnly madeOn, DateOnly expiresOn, Id<Lot>? splitFrom = null)
    {
        Rule.Require(quantity.Value > 0m, "A lot cannot be empty.");
        Rule.Require(expiresOn > madeOn, "A lot expires after it was made.");
        Id = id;
        Number = Rule.Text(number, "The lot number");
        Product = product;
        Quantity = quantity;
        MadeOn = madeOn;
        ExpiresOn = expiresOn;
        SplitFrom = splitFrom;
    }

    [AuditKey]
    public Id<Lot> Id { get; }

    [AuditName]
    public string Number { get; }

    [AuditReference]
    public Id<Product> Product { get; }

    public Quantity Quantity { get; private set; }

    public DateOnly MadeOn { get; }

    public DateOnly ExpiresOn { get; private set; }

    public QaStatus QaStatus { get; private set; }

    public bool IsBlocked { get; private set; }

    [AuditReference]
    public Id<Lot>? SplitFrom { get; }

    [AuditReference]
    public Id<Lot>? MergedInto { get; private set; }

    string IUnique.UniqueName => Number;

    public Lot Split(Id<Lot> id, string number, Quantity quantity)
    {
        Rule.Require(!IsBlocked, "The lot is blocked.");
        Rule.Require(quantity.Value > 0m && quantity < Quantity, "A part is more than nothing and less than all.");
        Quantity -= quantity;
        return new(id, number, Product, quantity, MadeOn, ExpiresOn, Id) { QaStatus = QaStatus };
    }

    public void Absorb(Lot other)
    {
        Rule.Require(other.Id != Id, "A lot cannot be merged with itself.");
        Rule.Require(other.Product == Product, "Only lots of the same product can be merged.");
        Rule.Require(!IsBlocked && !other.IsBlocked, "A blocked lot cannot be merged.");
        Quantity += other.Quantity;
        ExpiresOn = other.ExpiresOn < ExpiresOn ? other.ExpiresOn : ExpiresOn;
    }

    public void MergeInto(Id<Lot> other)
    {
        Rule.Require(MergedInto is null, "The lot was merged already.");
        MergedInto = other;
        Quantity = Quantity.Zero(Quantity.Unit);
    }

    public void ChangeQaStatus(QaStatus status)
    {
        Rule.Require(MergedInto is null, "The lot was merged into another.");
        QaStatus = status;
    }

    public void Block()
    {
        Rule.Require(!IsBlocked, "The lot is blocked already.");
        IsBlocked = true;
    }

    public void Release()
    {
        Rule.Require(IsBlocked, "The lot is not blocked.");
        Rule.Require(QaStatus != QaStatus.Failed, "A lot that failed its inspection cannot be released.");
        IsBlocked = false;
    }
}
