using Erp.Inventory;
using Erp.MasterData;

namespace Erp.Simulation.Work;

internal static class InventoryWork
{
    public static async Task StockAsync(Branch branch)
    {
        Id<Product> product = await branch.ProductAsync();
        Id<StockItem> id = branch.NewId<StockItem>();
        StockLayer[] layers =
        [
            new(1, branch.Today.AddDays(-20), branch.Today.AddDays(200), branch.Pieces(20, 60)),
            new(2, branch.Today.AddDays(-9), branch.Today.AddDays(90), branch.Pieces(20, 60)),
            new(3, branch.Today.AddDays(-2), branch.Today.AddDays(300), branch.Pieces(20, 60)),
        ];
        await branch.DoAsync(new CreateStockItem(id, branch.NextNumber("ST"), product, Bin(branch), layers));
        await branch.DoAsync(new MoveStock(id, $"{Bin(branch)}-R"));
        for (int pick = branch.Random.Next(2, 5); pick > 0; pick--)
        {
            PickStrategy strategy = branch.Pick(PickStrategy.Fifo, PickStrategy.Fefo);
            await branch.DoAsync(new PickStock(id, branch.Pieces(3, 14), strategy, branch.NextNumber("SO")));
        }

        await branch.MistakeAsync(new PickStock(id, branch.Pieces(500, 900), PickStrategy.Fifo, "too much"));
        await branch.DoAsync(new CountStock(id, branch.Pieces(1, 99), branch.NextNumber("SHEET")));
        await branch.DoAsync(new AdjustStockQuantity(id, new Quantity(branch.Pick(-1m, 1m, 2m), Unit.Piece), "count"));
    }

    public static async Task LotsAsync(Branch branch)
    {
        Id<Lot> id = await BranchThings.CreateLotAsync(branch);
        Id<Lot> part = branch.NewId<Lot>();
        string number = branch.NextNumber("LOT");
        if (branch.Chance(20))
        {
            await branch.Clerk.HangUpAsync(new SplitLot(id, part, number, branch.Pieces(10, 50)));
        }

        await branch.DoAsync(new SplitLot(id, part, number, branch.Pieces(10, 50)));
        await branch.DoAsync(new ChangeLotQaStatus(id, QaStatus.Passed));
        await branch.DecideAsync(new BlockLot(part, branch.Why()));
        await branch.MistakeAsync(new MergeLots(id, part));
        await branch.DecideAsync(new ReleaseLot(part));
        if (branch.Chance(60))
        {
            await branch.DoAsync(new MergeLots(id, part));
        }
    }

    public static async Task ZonesAsync(Branch branch)
    {
        await branch.DoAsync(new TransferZone(branch.Zones[0], branch.Zones[1], 1));
        await branch.MistakeAsync(new TransferZone(branch.Zones[0], branch.Zones[1], 5_000));
        await branch.DoAsync(new TransferZone(branch.Zones[1], branch.Zones[0], 1));
    }

    private static string Bin(Branch branch) => $"{branch.Pick("A", "B", "C")}-{branch.Random.Next(1, 40):00}-{branch.Random.Next(1, 6)}";
}
