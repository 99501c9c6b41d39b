using Erp.Inventory;
using Erp.Kernel;
using Erp.MasterData;

namespace AuditGen.Erp.Tests.Domain;

public sealed class StockTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void First_in_is_first_out()
    {
        StockItem stock = Stock();

        stock.Pick(Pieces(12), PickStrategy.Fifo);

        stock.Layers.Select(static layer => (layer.Number, layer.Quantity.Value)).ShouldBe([(2, 8m)]);
    }

    [Fact]
    public void First_expired_is_first_out()
    {
        StockItem stock = Stock();

        stock.Pick(Pieces(12), PickStrategy.Fefo);

        stock.Layers.Select(static layer => (layer.Number, layer.Quantity.Value)).ShouldBe([(1, 8m)]);
    }

    [Fact]
    public void Nobody_picks_more_than_there_is() =>
        Should.Throw<BusinessRuleException>(() => Stock().Pick(Pieces(21), PickStrategy.Fifo));

    [Fact]
    public void A_negative_adjustment_takes_from_the_oldest()
    {
        StockItem stock = Stock();

        stock.Adjust(Pieces(-3));

        stock.OnHand.ShouldBe(Pieces(17));
        stock.Layers[0].Quantity.ShouldBe(Pieces(7));
    }

    private static StockItem Stock() => new(
        new Id<StockItem>(Guid.CreateVersion7()),
        "ST-1",
        new Id<Product>(Guid.CreateVersion7()),
        "A-1",
        [
            new(1, Today.AddDays(-9), Today.AddDays(90), Pieces(10)),
            new(2, Today.AddDays(-2), Today.AddDays(30), Pieces(10)),
        ]);

    private static Quantity Pieces(int count) => new(count, Unit.Piece);
}
