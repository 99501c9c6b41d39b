using Erp.MasterData;

namespace Erp.Simulation.Work;

internal static class MasterDataWork
{
    public static async Task ProductAsync(Branch branch)
    {
        Id<Product> id = await BranchThings.CreateProductAsync(branch);
        await branch.DoAsync(new UpdateProduct(id, $"{branch.Pick<string>(Names.Products)} new", branch.Random.Next(1, 90) / 10m, ["spare", "export"]));
        await branch.DecideAsync(new ChangePrice(id, branch.Amount(2, 400), branch.Why()));
        await branch.MistakeAsync(new ChangePrice(id, new Money(-1m, Currency.EUR)));
        if (branch.Chance(40))
        {
            await branch.DoAsync(new MarkProductForDeletion(id, branch.Why()));
            await branch.MistakeAsync(new ChangePrice(id, branch.Amount(2, 400)));
            await branch.DoAsync(new UnmarkProductForDeletion(id));
        }
    }

    public static async Task PartnerAsync(Branch branch)
    {
        Id<Partner> id = await BranchThings.CreatePartnerAsync(branch);
        Id<Partner> duplicate = await BranchThings.CreatePartnerAsync(branch);
        await branch.DoAsync(new UpdatePartner(id, branch.NewCompany(), branch.NewAddress()));
        await branch.DecideAsync(new SetCreditLimit(duplicate, branch.Amount(1_000, 50_000), branch.Why()));
        await branch.DoAsync(new MergePartners(id, duplicate));
        await branch.MistakeAsync(new SetCreditLimit(duplicate, branch.Amount(1, 2)));
        if (branch.Chance(40))
        {
            await branch.DoAsync(new MarkPartnerForDeletion(id, branch.Why()));
            await branch.DoAsync(new UnmarkPartnerForDeletion(id));
        }
    }

    public static async Task TaxCodeAsync(Branch branch)
    {
        string code = branch.NextNumber("TAX");
        await branch.DecideAsync(new ConfigureTaxCode(code, 0.19m, branch.Today));
        await branch.DecideAsync(new ConfigureTaxCode(code, 0.16m, branch.Today.AddDays(40)));
        await branch.Manager.MistakeAsync(new ConfigureTaxCode(code, 19m, branch.Today));
    }
}
