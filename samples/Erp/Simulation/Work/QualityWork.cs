using Erp.Inventory;
using Erp.Quality;

namespace Erp.Simulation.Work;

internal static class QualityWork
{
    public static async Task GoodLotAsync(Branch branch)
    {
        Id<Inspection> id = await InspectAsync(branch, await branch.LotAsync(), 10.1);
        await branch.MistakeAsync(new IssueCertificate(branch.NewId<Certificate>(), branch.NextNumber("CERT"), id));
        await branch.DecideAsync(new ApproveInspection(id));
        Id<Certificate> certificate = branch.NewId<Certificate>();
        await branch.DecideAsync(new IssueCertificate(certificate, branch.NextNumber("CERT"), id));
        if (branch.Chance(40))
        {
            await branch.DecideAsync(new RevokeCertificate(certificate, branch.Why()));
        }
    }

    public static async Task BadLotAsync(Branch branch)
    {
        Id<Lot> lot = await branch.LotAsync();
        Id<Inspection> id = await InspectAsync(branch, lot, 11.7);
        await branch.Manager.MistakeAsync(new ApproveInspection(id));
        await branch.DecideAsync(new RejectInspection(id, "diameter out of limits"));
        Id<Nonconformity> nonconformity = branch.NewId<Nonconformity>();
        await branch.DoAsync(new OpenNonconformity(nonconformity, branch.NextNumber("NC"), lot, branch.Pick(Severity.Minor, Severity.Major), "diameter"));
        await branch.MistakeAsync(new CloseNonconformity(nonconformity, "nothing"));
        await branch.DecideAsync(new AssignNonconformity(nonconformity, branch.Clerk.User.Id));
        await branch.DoAsync(new CloseNonconformity(nonconformity, "tool exchanged"));
        if (branch.Chance(40))
        {
            await branch.DecideAsync(new ReopenNonconformity(nonconformity, "happened again"));
        }
    }

    private static async Task<Id<Inspection>> InspectAsync(Branch branch, Id<Lot> lot, double diameter)
    {
        Id<Inspection> id = branch.NewId<Inspection>();
        await branch.DoAsync(new CreateInspection(id, branch.NextNumber("INSP"), lot));
        await branch.DecideAsync(new AssignInspection(id, branch.Clerk.User.Id));
        await branch.DoAsync(new RecordInspectionResult(id, new Measurement("diameter", diameter, 9.5, 10.5)));
        await branch.DoAsync(new RecordInspectionResult(id, new Measurement("hardness", 61.25, 58, 64)));
        return id;
    }
}
