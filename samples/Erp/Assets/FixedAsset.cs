using Erp.HumanResources;

namespace Erp.Assets;

/// <summary>Something of lasting value that the company owns.</summary>
[Auditable("assets", "fixed_asset")]
public sealed class FixedAsset : Aggregate, IKeyed<Id<FixedAsset>>, IUnique
{
    public FixedAsset(Id<FixedAsset> id, string number, string description, Money cost, int usefulYears, string location, DateOnly acquiredOn)
    {
        Rule.Require(cost.Amount > 0m, "An asset cost something.");
        Rule.Require(usefulYears is >= 1 and <= 50, "An asset is useful for 1 to 50 years.");
        Id = id;
        Number = Rule.Text(number, "The asset number");
        Description = Rule.Text(description, "The description");
        Cost = cost;
        BookValue = cost;
        UsefulYears = usefulYears;
        Location = Rule.Text(location, "The location");
        AcquiredOn = acquiredOn;
    }

    [AuditKey]
    public Id<FixedAsset> Id { get; }

    [AuditName]
    public string Number { get; }

    public string Description { get; }

    public AssetStatus Status { get; private set; }

    public Money Cost { get; }

    public Money BookValue { get; private set; }

    public int UsefulYears { get; }

    public string Location { get; private set; }

    [AuditReference]
    public Id<Employee>? Custodian { get; private set; }

    public DateOnly AcquiredOn { get; }

    public DateOnly? CapitalizedOn { get; private set; }

    public DateOnly? DisposedOn { get; private set; }

    public DateOnly? CountedOn { get; private set; }

    string IUnique.UniqueName => Number;

    public void Capitalize(DateOnly on)
    {
        Rule.Require(Status == AssetStatus.Acquired, "The asset is in use already.");
        Status = AssetStatus.InUse;
        CapitalizedOn = on;
    }

    /// <summary>Writes off a month's part of the cost.</summary>
    public void Depreciate()
    {
        RequireInUse();
        Money month = Cost * (1m / (12 * UsefulYears));
        Rule.Require(BookValue.Amount > 0m, "The asset is written off.");
        BookValue = month >= BookValue ? Money.Zero(Cost.Currency) : BookValue - month;
    }

    public void Revalue(Money value)
    {
        RequireInUse();
        Rule.Require(value.Amount > 0m, "A value is more than nothing.");
        BookValue = value;
    }

    public void Impair(Money loss)
    {
        RequireInUse();
        Rule.Require(loss.Amount > 0m && loss <= BookValue, "An impairment is more than nothing and at most the book value.");
        BookValue -= loss;
    }

    public void Transfer(string location)
    {
        Rule.Require(Status != AssetStatus.Disposed, "The asset was disposed of.");
        Location = Rule.Text(location, "The location");
    }

    public void AssignCustodian(Id<Employee> custodian)
    {
        Rule.Require(Status != AssetStatus.Disposed, "The asset was disposed of.");
        Custodian = custodian;
    }

    public void Dispose(DateOnly on)
    {
        RequireInUse();
        Status = AssetStatus.Disposed;
        DisposedOn = on;
    }

    public void ReverseDisposal()
    {
        Rule.Require(Status == AssetStatus.Disposed, "The asset was not disposed of.");
        Status = AssetStatus.InUse;
        DisposedOn = null;
    }

    public void Count(DateOnly on)
    {
        Rule.Require(Status != AssetStatus.Disposed, "What was disposed of cannot be counted.");
        CountedOn = on;
    }

    private void RequireInUse() => Rule.Require(Status == AssetStatus.InUse, "The asset is not in use.");
}
