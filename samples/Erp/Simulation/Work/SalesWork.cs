using Erp.Identity;
using Erp.MasterData;
using Erp.Sales;

namespace Erp.Simulation.Work;

internal static class SalesWork
{
    public static async Task LeadAsync(Branch branch)
    {
        Id<Lead> id = branch.NewId<Lead>();
        await branch.DoAsync(new CreateLead(
            id, branch.NewCompany(), $"{branch.Pick<string>(Names.First)} {branch.Pick<string>(Names.Last)}", branch.Pick("fair", "web", "call"), branch.Clerk.User.Id));
        await branch.DoAsync(new ChangeLeadStatus(id, LeadStatus.Contacted));
        if (branch.Chance(30))
        {
            await branch.DoAsync(new DeleteLead(id, branch.Why()));
            await branch.MistakeAsync(new ChangeLeadStatus(id, LeadStatus.Qualified));
            await branch.DoAsync(new RestoreLead(id));
        }

        if (branch.Chance(40))
        {
            await branch.DecideAsync(new ReassignLeadManager(id, branch.Manager.User.Id));
        }

        await branch.MistakeAsync(new ConvertLead(id, branch.NewId<Opportunity>()));
        await branch.DoAsync(new ChangeLeadStatus(id, LeadStatus.Qualified));
        Id<Opportunity> opportunity = await OpportunityAsync(branch);
        await branch.DoAsync(new ConvertLead(id, opportunity));
    }

    public static async Task TargetsAsync(Branch branch)
    {
        SalesTargetKey key = new($"{branch.Pick<string>(Names.Regions)}-{branch.Company}", branch.Today.Year + 1, branch.Random.Next(1, 5));
        await branch.DecideAsync(new SetSalesTarget(key, branch.Amount(10_000, 90_000)));
        await branch.DecideAsync(new AdjustSalesTarget(key, branch.Pick(-10m, 5m, 12.5m), branch.Why()));
        await branch.Manager.MistakeAsync(new AdjustSalesTarget(key, 80m, "too bold"));
    }

    internal static async Task<Id<Opportunity>> OpportunityAsync(Branch branch)
    {
        Id<Partner> customer = await branch.PartnerAsync();
        Id<Opportunity> id = branch.NewId<Opportunity>();
        await branch.DoAsync(new CreateOpportunity(
            id, $"{branch.Pick<string>(Names.Products)} line", customer, branch.Amount(1_000, 80_000), branch.Today.AddDays(60)));
        await branch.DoAsync(new MoveOpportunityStage(id, OpportunityStage.Proposal, 30));
        await branch.DoAsync(new MoveOpportunityStage(id, OpportunityStage.Negotiation, 60));
        if (branch.Chance(40))
        {
            await branch.DoAsync(new LoseOpportunity(id, branch.NewCompany(), "price"));
            await branch.DoAsync(new ReopenOpportunity(id, branch.Today.AddDays(90)));
        }

        await branch.DoAsync(new WinOpportunity(id));
        return id;
    }
}
