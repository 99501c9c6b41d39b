namespace Erp.MasterData;

/// <summary>A company or person that the company does business with.</summary>
[Auditable("masterdata", "partner")]
public sealed class Partner : Aggregate, IKeyed<Id<Partner>>
{
    public Partner(Id<Partner> id, string name, string taxId, Address address)
    {
        Id = id;
        Name = Rule.Text(name, "The name");
        TaxId = Rule.Text(taxId, "The tax number");
        Address = address;
        CreditLimit = Money.Zero(Currency.EUR);
    }

    [AuditKey]
    public Id<Partner> Id { get; }

    [AuditName]
    public string Name { get; private set; }

    [AuditSensitive(Sensitivity.Hash)]
    public string TaxId { get; }

    public Address Address { get; private set; }

    public Money CreditLimit { get; private set; }

    [AuditReference]
    public Id<Partner>? MergedInto { get; private set; }

    public bool MarkedForDeletion { get; private set; }

    public void Update(string name, Address address)
    {
        RequireInUse();
        Name = Rule.Text(name, "The name");
        Address = address;
    }

    /// <summary>This partner turned out to be the same as another: its credit limit goes there.</summary>
    public void MergeInto(Partner other)
    {
        RequireInUse();
        other.RequireInUse();
        Rule.Require(other.Id != Id, "A partner cannot be merged with itself.");
        MergedInto = other.Id;
        CreditLimit = Money.Zero(CreditLimit.Currency);
    }

    public void SetCreditLimit(Money limit)
    {
        RequireInUse();
        Rule.Require(limit.Amount >= 0m, "A credit limit cannot be negative.");
        CreditLimit = limit;
    }

    public void MarkForDeletion()
    {
        Rule.Require(!MarkedForDeletion, "The partner is marked already.");
        MarkedForDeletion = true;
    }

    public void UnmarkForDeletion()
    {
        Rule.Require(MarkedForDeletion, "The partner is not marked.");
        MarkedForDeletion = false;
    }

    private void RequireInUse() => Rule.Require(MergedInto is null && !MarkedForDeletion, "The partner is no longer in use.");
}
