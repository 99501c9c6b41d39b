using Erp.Logistics;
using Erp.MasterData;

namespace Erp.Simulation.Work;

internal static class LogisticsWork
{
    public static async Task ShipmentAsync(Branch branch)
    {
        (Id<Shipment> id, string parcel) = await PlanAsync(branch);
        await branch.MistakeAsync(new DispatchShipment(id));
        await branch.DoAsync(new AssignCarrier(id, branch.Pick<string>(Names.Carriers)));
        await branch.DoAsync(new DispatchShipment(id));
        if (branch.Chance(40))
        {
            await branch.DoAsync(new RerouteShipment(id, branch.NewAddress(), branch.Why()));
        }

        if (branch.Chance(30))
        {
            await branch.DoAsync(new ReportDamage(id, parcel, "dented"));
            await branch.DoAsync(new ReturnShipment(id, "damaged"));
            return;
        }

        await branch.DoAsync(new ConfirmDelivery(id, branch.Pick<string>(Names.Last)));
    }

    public static async Task CancelledShipmentAsync(Branch branch)
    {
        (Id<Shipment> id, _) = await PlanAsync(branch);
        await branch.DoAsync(new CancelShipment(id, branch.Why()));
        await branch.MistakeAsync(new CancelShipment(id, branch.Why()));
    }

    public static async Task FreightRatesAsync(Branch branch)
    {
        Id<FreightRate> id = branch.NewId<FreightRate>();
        var prices = new Dictionary<string, Money> { ["5 kg"] = branch.Amount(4, 9), ["20 kg"] = branch.Amount(9, 19), ["100 kg"] = branch.Amount(30, 80) };
        await branch.DoAsync(new ImportFreightRate(
            id, branch.Pick<string>(Names.Carriers), new(branch.Today, branch.Today.AddYears(1)), prices, $"{branch.NextNumber("rates")}.csv"));
        await branch.DecideAsync(new ApproveFreightRate(id));
    }

    public static async Task CustomsAsync(Branch branch)
    {
        (Id<Shipment> shipment, _) = await PlanAsync(branch);
        Id<CustomsDeclaration> id = branch.NewId<CustomsDeclaration>();
        await branch.MistakeAsync(new SubmitCustomsDeclaration(id, shipment, "84-13", branch.Amount(100, 900)));
        await branch.DoAsync(new SubmitCustomsDeclaration(id, shipment, $"8413{branch.Random.Next(1000, 9999)}", branch.Amount(100, 900)));
        await branch.DecideAsync(new ReleaseCustomsDeclaration(id, branch.NextNumber("MRN")));
    }

    private static async Task<(Id<Shipment> Id, string Parcel)> PlanAsync(Branch branch)
    {
        Id<Partner> customer = await branch.PartnerAsync();
        Id<Shipment> id = branch.NewId<Shipment>();
        Parcel[] parcels = [new(branch.NextNumber("PCL"), branch.Random.Next(10, 300) / 10m), new(branch.NextNumber("PCL"), 2.5m)];
        await branch.DoAsync(new PlanShipment(id, branch.NextNumber("SHP"), customer, branch.NewAddress(), parcels));
        return (id, parcels[0].Label);
    }
}
