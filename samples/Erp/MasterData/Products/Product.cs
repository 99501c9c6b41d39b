namespace Erp.MasterData;

/// <summary>Something the company buys, makes or sells.</summary>
[Auditable("masterdata", "product")]
public sealed class Product : Aggregate, IKeyed<Id<Product>>, IUnique
{
    public Product(Id<Product> id, string sku, string name, Unit unit, Money price)
    {
        Id = id;
        Sku = Rule.Text(sku, "The article number");
        Name = Rule.Text(name, "The name");
        Unit = unit;
        ChangePrice(price);
    }

    [AuditKey]
    public Id<Product> Id { get; }

    [AuditName]
    public string Sku { get; }

    public string Name { get; private set; }

    public Unit Unit { get; }

    public Money Price { get; private set; }

    public decimal? WeightInKilograms { get; private set; }

    public IReadOnlyList<string> Tags { get; private set; } = [];

    public bool MarkedForDeletion { get; private set; }

    string IUnique.UniqueName => Sku;

    public void Update(string name, decimal? weightInKilograms, IReadOnlyList<string> tags)
    {
        Rule.Require(weightInKilograms is null or > 0m, "A weight is more than nothing.");
        Name = Rule.Text(name, "The name");
        WeightInKilograms = weightInKilograms;
        Tags = tags;
    }

    public void ChangePrice(Money price)
    {
        Rule.Require(price.Amount > 0m, "A price is more than nothing.");
        Rule.Require(!MarkedForDeletion, "The product is marked for deletion.");
        Price = price;
    }

    public void MarkForDeletion()
    {
        Rule.Require(!MarkedForDeletion, "The product is marked already.");
        MarkedForDeletion = true;
    }

    public void UnmarkForDeletion()
    {
        Rule.Require(MarkedForDeletion, "The product is not marked.");
        MarkedForDeletion = false;
    }
}
