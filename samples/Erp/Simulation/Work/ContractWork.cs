using Erp.Contracts;
using Erp.MasterData;

namespace Erp.Simulation.Work;

internal static class ContractWork
{
    public static async Task ContractAsync(Branch branch)
    {
        Id<Contract> id = await CreateAsync(branch);
        await branch.DoAsync(new AttachContractDocument(id, Document(branch)));
        await branch.MistakeAsync(new ActivateContract(id));
        await branch.DoAsync(new SubmitContract(id));
        await branch.DecideAsync(new ApproveContractStep(id, 1));
        if (branch.Chance(30))
        {
            await branch.DecideAsync(new RejectContractStep(id, 2, branch.Why()));
            await branch.DoAsync(new SubmitContract(id));
            await branch.DecideAsync(new ApproveContractStep(id, 1));
        }

        await branch.DecideAsync(new ApproveContractStep(id, 2));
        await branch.DoAsync(new ActivateContract(id));
        await branch.DoAsync(new AmendContract(id, branch.Amount(5_000, 90_000), new(branch.Today, branch.Today.AddYears(2)), branch.Why()));
        if (branch.Chance(50))
        {
            await branch.DoAsync(new ChangeIncoterms(id, Incoterm.DDP));
        }

        await branch.DecideAsync(new SuspendContract(id, branch.Why()));
        await branch.DecideAsync(new ActivateContract(id));
        if (branch.Chance(50))
        {
            await branch.DecideAsync(new TerminateContract(id, branch.Why()));
            await branch.DecideAsync(new RenewContract(id, branch.Today.AddYears(4)));
        }
    }

    public static async Task AbandonedDraftAsync(Branch branch)
    {
        Id<Contract> id = await CreateAsync(branch);
        await branch.DoAsync(new DeleteContractDraft(id));
        await branch.MistakeAsync(new SubmitContract(id));
    }

    private static async Task<Id<Contract>> CreateAsync(Branch branch)
    {
        Id<Partner> partner = await branch.PartnerAsync();
        Id<Contract> id = branch.NewId<Contract>();
        DateRange term = new(branch.Today, branch.Today.AddYears(1));
        await branch.DoAsync(new CreateContract(
            id, branch.NextNumber("CON"), partner, term, branch.Amount(5_000, 90_000), branch.Pick(Incoterm.EXW, Incoterm.FCA, Incoterm.DAP), ["legal", "finance"]));
        return id;
    }

    private static ContractDocument Document(Branch branch)
    {
        Span<byte> digest = stackalloc byte[32];
        branch.Random.NextBytes(digest);
        return new($"{branch.NextNumber("DOC")}.pdf", Convert.ToHexStringLower(digest), branch.Random.Next(10_000, 900_000));
    }
}
