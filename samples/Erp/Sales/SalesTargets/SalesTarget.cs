namespace Erp.Sales;

/// <summary>What a region is to sell in a quarter.</summary>
[Auditable("sales", "sales_target")]
public sealed class SalesTarget(SalesTargetKey key) : Aggregate, IKeyed<SalesTargetKey>
{
    [AuditKey]
    public string Region { get; } = Rule.Text(key.Region, "The region");

    [AuditKey]
    public int Year { get; } = key.Year;

    [AuditKey]
    public int Quarter { get; } = key.Quarter;

    public Money Amount { get; private set; }

    SalesTargetKey IKeyed<SalesTargetKey>.Id => new(Region, Year, Quarter);

    public void Set(Money amount)
    {
        Rule.Require(amount.Amount > 0m, "A target is more than nothing.");
        Amount = amount;
    }

    public void Adjust(decimal percent)
    {
        Rule.Require(percent is >= -50m and <= 50m and not 0m, "A target is adjusted by up to 50 %.");
        Amount *= 1m + (percent / 100m);
    }
}
