using Erp.Inventory;
using Erp.MasterData;
using Erp.Production;

namespace Erp.Simulation.Work;

internal static class ProductionWork
{
    public static async Task OrderAsync(Branch branch)
    {
        Id<Product> product = await branch.ProductAsync();
        Id<Bom> bom = await BomAsync(branch, product);
        Id<ProductionOrder> id = await CreateAsync(branch, product, bom);
        Id<Lot> material = await BranchThings.CreateLotAsync(branch);
        await branch.DoAsync(new ReleaseProductionOrder(id));
        await branch.MistakeAsync(new ConsumeMaterial(id, material, branch.Pieces(1, 20)));
        await branch.DoAsync(new StartProductionOrder(id));
        await branch.DoAsync(new ConsumeMaterial(id, material, branch.Pieces(1, 20)));
        Id<Lot> output = await BranchThings.CreateLotAsync(branch);
        await branch.DoAsync(new RecordOutput(id, branch.Pieces(5, 20), output));
        await branch.DoAsync(new RecordOutput(id, branch.Pieces(5, 20), output));
        if (branch.Chance(50))
        {
            await branch.DoAsync(new RecordScrap(id, branch.Pieces(1, 4), "tool wear"));
        }

        await branch.DoAsync(new CompleteProductionOrder(id));
        await branch.DecideAsync(new CloseProductionOrder(id));
    }

    public static async Task CancelledOrderAsync(Branch branch)
    {
        Id<Product> product = await branch.ProductAsync();
        Id<Bom> bom = await BomAsync(branch, product);
        Id<ProductionOrder> id = await CreateAsync(branch, product, bom);
        await branch.DecideAsync(new CancelProductionOrder(id, branch.Why()));
        await branch.MistakeAsync(new ReleaseProductionOrder(id));
        await branch.DecideAsync(new RetireBomVersion(bom, "new version"));
    }

    private static async Task<Id<ProductionOrder>> CreateAsync(Branch branch, Id<Product> product, Id<Bom> bom)
    {
        Id<ProductionOrder> id = branch.NewId<ProductionOrder>();
        await branch.DoAsync(new CreateProductionOrder(
            id, branch.NextNumber("PO"), product, bom, branch.Pieces(20, 60), branch.Today.AddDays(14)));
        return id;
    }

    private static async Task<Id<Bom>> BomAsync(Branch branch, Id<Product> product)
    {
        Id<Bom> id = branch.NewId<Bom>();
        BomComponent[] components =
        [
            new(10, await branch.ProductAsync(), branch.Pieces(1, 5), 0.02m),
            new(20, await branch.ProductAsync(), branch.Pieces(1, 5), 0.05m),
        ];
        await branch.DoAsync(new CreateBomVersion(id, product, branch.Random.Next(1, 9), components));
        await branch.DoAsync(new ChangeBomComponent(id, components[1] with { ScrapAllowance = 0.04m }));
        await branch.DecideAsync(new ApproveBomVersion(id));
        return id;
    }
}
