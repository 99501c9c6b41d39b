using Erp.Assets;
using Erp.HumanResources;

namespace Erp.Simulation.Work;

internal static class AssetWork
{
    public static async Task AssetAsync(Branch branch)
    {
        Id<FixedAsset> id = branch.NewId<FixedAsset>();
        await branch.DoAsync(new AcquireAsset(
            id, branch.NextNumber("FA"), branch.Pick("Forklift", "Server", "Lathe", "Van"), branch.Amount(2_000, 60_000), 8, "Hall 1"));
        await branch.MistakeAsync(new DepreciateAsset(id));
        await branch.DecideAsync(new CapitalizeAsset(id));
        await branch.DoAsync(new DepreciateAsset(id));
        Id<Employee> custodian = await branch.EmployeeAsync();
        await branch.DoAsync(new AssignCustodian(id, custodian));
        await branch.DoAsync(new TransferAsset(id, $"Hall {branch.Random.Next(2, 9)}"));
        await branch.DoAsync(new CountAsset(id, branch.NextNumber("SHEET")));
        if (branch.Chance(40))
        {
            await branch.DecideAsync(new RevalueAsset(id, branch.Amount(1_000, 2_000), branch.Why()));
            await branch.DecideAsync(new ImpairAsset(id, branch.Amount(10, 90), "flood"));
        }

        if (branch.Chance(40))
        {
            await branch.DecideAsync(new DisposeOfAsset(id, "sold"));
            await branch.MistakeAsync(new TransferAsset(id, "Hall 1"));
            await branch.DecideAsync(new ReverseAssetDisposal(id, "the buyer withdrew"));
        }
    }
}
