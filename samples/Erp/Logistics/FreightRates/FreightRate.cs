namespace Erp.Logistics;

/// <summary>A carrier's price list, in steps by weight.</summary>
[Auditable("logistics", "freight_rate")]
public sealed class FreightRate : Aggregate, IKeyed<Id<FreightRate>>
{
    public FreightRate(Id<FreightRate> id, string carrier, DateRange validity, IReadOnlyDictionary<string, Money> pricesByWeight)
    {
        Rule.Require(pricesByWeight.Count > 0, "The price list is empty.");
        Id = id;
        Carrier = Rule.Text(carrier, "The carrier");
        Validity = validity;
        PricesByWeight = pricesByWeight;
    }

    [AuditKey]
    public Id<FreightRate> Id { get; }

    [AuditName]
    public string Carrier { get; }

    public DateRange Validity { get; }

    public IReadOnlyDictionary<string, Money> PricesByWeight { get; }

    public bool IsApproved { get; private set; }

    public void Approve()
    {
        Rule.Require(!IsApproved, "The price list is approved already.");
        IsApproved = true;
    }
}
