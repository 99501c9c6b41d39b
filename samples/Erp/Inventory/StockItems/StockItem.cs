using Erp.MasterData;

namespace Erp.Inventory;

/// <summary>One product at one place, in layers by receipt.</summary>
[Auditable("inventory", "stock_item")]
public sealed class StockItem : Aggregate, IKeyed<Id<StockItem>>
{
    public StockItem(Id<StockItem> id, string sku, Id<Product> product, string bin, IReadOnlyList<StockLayer> layers)
    {
        Rule.Require(layers.Count > 0, "Stock needs at least one layer.");
        Id = id;
        Sku = Rule.Text(sku, "The article number");
        Product = product;
        Bin = Rule.Text(bin, "The bin");
        Fill(layers);
    }

    [AuditKey]
    public Id<StockItem> Id { get; }

    [AuditName]
    public string Sku { get; }

    [AuditReference]
    public Id<Product> Product { get; }

    public string Bin { get; private set; }

    public IReadOnlyList<StockLayer> Layers { get; private set; } = [];

    public Quantity OnHand { get; private set; }

    public DateOnly? CountedOn { get; private set; }

    public Quantity? CountedQuantity { get; private set; }

    public void Move(string bin)
    {
        Rule.Require(bin != Bin, "The stock is there already.");
        Bin = Rule.Text(bin, "The bin");
    }

    /// <summary>Changes the newest layer, upwards or downwards.</summary>
    public void Adjust(Quantity difference)
    {
        Rule.Require(OnHand + difference >= Quantity.Zero(OnHand.Unit), "Stock cannot be negative.");
        if (difference.Value < 0)
        {
            Take(difference with { Value = -difference.Value }, PickStrategy.Fifo);
            return;
        }

        StockLayer newest = Layers.Count > 0 ? Layers[^1] : new(1, DateOnly.MinValue, null, Quantity.Zero(OnHand.Unit));
        Fill([.. Layers.SkipLast(1), newest with { Quantity = newest.Quantity + difference }]);
    }

    public void Pick(Quantity wanted, PickStrategy strategy)
    {
        Rule.Require(wanted.Value > 0m, "Pick more than nothing.");
        Rule.Require(wanted <= OnHand, "There is not enough stock.");
        Take(wanted, strategy);
    }

    public void Count(Quantity counted, DateOnly on)
    {
        Rule.Require(counted >= Quantity.Zero(OnHand.Unit), "A count cannot be negative.");
        CountedOn = on;
        CountedQuantity = counted;
    }

    private void Take(Quantity wanted, PickStrategy strategy)
    {
        IEnumerable<StockLayer> order = strategy == PickStrategy.Fifo
            ? Layers.OrderBy(static layer => layer.ReceivedOn).ThenBy(static layer => layer.Number)
            : Layers.OrderBy(static layer => layer.ExpiresOn ?? DateOnly.MaxValue).ThenBy(static layer => layer.Number);
        Dictionary<int, Quantity> left = Layers.ToDictionary(static layer => layer.Number, static layer => layer.Quantity);
        foreach (StockLayer layer in order)
        {
            Quantity taken = Quantity.Min(layer.Quantity, wanted);
            left[layer.Number] = layer.Quantity - taken;
            wanted -= taken;
        }

        Fill([.. Layers.Select(layer => layer with { Quantity = left[layer.Number] }).Where(static layer => layer.Quantity.Value > 0m)]);
    }

    private void Fill(IReadOnlyList<StockLayer> layers)
    {
        Unit unit = layers.Count > 0 ? layers[0].Quantity.Unit : OnHand.Unit;
        Layers = layers;
        OnHand = layers.Aggregate(Quantity.Zero(unit), static (sum, layer) => sum + layer.Quantity);
    }
}
