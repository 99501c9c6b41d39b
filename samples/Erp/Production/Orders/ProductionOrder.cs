using Erp.Inventory;
using Erp.MasterData;

namespace Erp.Production;

/// <summary>The order to make a quantity of a product.</summary>
[Auditable("production", "production_order")]
public sealed class ProductionOrder : Aggregate, IKeyed<Id<ProductionOrder>>, IUnique
{
    public ProductionOrder(Id<ProductionOrder> id, string number, Id<Product> product, Id<Bom> bom, Quantity planned, DateOnly dueOn)
    {
        Rule.Require(planned.Value > 0m, "An order makes more than nothing.");
        Id = id;
        Number = Rule.Text(number, "The order number");
        Product = product;
        Bom = bom;
        Planned = planned;
        Output = Quantity.Zero(planned.Unit);
        Scrap = Quantity.Zero(planned.Unit);
        DueOn = dueOn;
    }

    [AuditKey]
    public Id<ProductionOrder> Id { get; }

    [AuditName]
    public string Number { get; }

    public ProductionOrderStatus Status { get; private set; }

    [AuditReference]
    public Id<Product> Product { get; }

    [AuditReference]
    public Id<Bom> Bom { get; }

    public Quantity Planned { get; }

    public Quantity Output { get; private set; }

    public Quantity Scrap { get; private set; }

    public DateOnly DueOn { get; }

    public DateTimeOffset? StartedAt { get; private set; }

    public IReadOnlyList<MaterialUse> Materials { get; private set; } = [];

    [AuditReference]
    public Id<Lot>? OutputLot { get; private set; }

    string IUnique.UniqueName => Number;

    public void Release() => Move(ProductionOrderStatus.Planned, ProductionOrderStatus.Released, "Only a planned order can be released.");

    public void Start(DateTimeOffset at)
    {
        Move(ProductionOrderStatus.Released, ProductionOrderStatus.Running, "Only a released order can be started.");
        StartedAt = at;
    }

    public void Consume(Id<Lot> lot, Quantity quantity)
    {
        RequireRunning();
        Rule.Require(quantity.Value > 0m, "Use more than nothing.");
        MaterialUse? known = Materials.FirstOrDefault(use => use.Lot == lot);
        Materials = known is null
            ? [.. Materials, new(lot, quantity)]
            : [.. Materials.Select(use => use == known ? use with { Quantity = use.Quantity + quantity } : use)];
    }

    public void RecordOutput(Quantity quantity, Id<Lot> lot)
    {
        RequireRunning();
        Rule.Require(OutputLot is null || OutputLot == lot, "The output of an order is one lot.");
        Output += quantity;
        OutputLot = lot;
    }

    public void RecordScrap(Quantity quantity)
    {
        RequireRunning();
        Scrap += quantity;
    }

    public void Complete()
    {
        Rule.Require(Output.Value > 0m, "Nothing was made yet.");
        Move(ProductionOrderStatus.Running, ProductionOrderStatus.Completed, "Only a running order can be completed.");
    }

    public void Cancel()
    {
        Rule.Require(Status is ProductionOrderStatus.Planned or ProductionOrderStatus.Released, "A started order cannot be cancelled.");
        Status = ProductionOrderStatus.Cancelled;
    }

    public void Close() => Move(ProductionOrderStatus.Completed, ProductionOrderStatus.Closed, "Only a completed order can be closed.");

    private void RequireRunning() => Rule.Require(Status == ProductionOrderStatus.Running, "The order is not running.");

    private void Move(ProductionOrderStatus from, ProductionOrderStatus to, string otherwise)
    {
        Rule.Require(Status == from, otherwise);
        Status = to;
    }
}
