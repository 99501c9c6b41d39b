using Erp.HumanResources;
using Erp.Maintenance;
using Erp.MasterData;

namespace Erp.Simulation.Work;

internal static class MaintenanceWork
{
    public static async Task MachineAsync(Branch branch)
    {
        Id<Equipment> machine = branch.NewId<Equipment>();
        await branch.DoAsync(new RegisterEquipment(machine, branch.NextNumber("EQ"), $"{branch.Pick<string>(Names.Products)} press", "Plant 1"));
        await branch.DoAsync(new ConfigureMaintenancePlan(machine, 30, ["clean", "oil", "measure"]));
        await branch.DoAsync(new ConfigureMaintenancePlan(machine, branch.Pick(14, 60, 90), ["oil", "clean", "measure"]));
        await branch.DoAsync(new ChangeEquipmentStatus(machine, EquipmentStatus.Impaired));
        await RepairAsync(branch, machine);
        await branch.DoAsync(new ChangeEquipmentStatus(machine, EquipmentStatus.Operational));
        if (branch.Chance(30))
        {
            await branch.DecideAsync(new RetireEquipment(machine, branch.Why()));
            await branch.MistakeAsync(new ChangeEquipmentStatus(machine, EquipmentStatus.Operational));
        }
    }

    private static async Task RepairAsync(Branch branch, Id<Equipment> machine)
    {
        Id<WorkOrder> id = branch.NewId<WorkOrder>();
        Id<Employee> technician = await branch.EmployeeAsync();
        Id<Product> part = await branch.ProductAsync();
        await branch.DoAsync(new CreateWorkOrder(id, branch.NextNumber("WO"), machine, "find out why it rattles"));
        await branch.MistakeAsync(new StartWorkOrder(id));
        if (branch.Chance(30))
        {
            await branch.DoAsync(new CancelWorkOrder(id, "it stopped"));
            await branch.DoAsync(new ReopenWorkOrder(id, "it began again"));
        }

        await branch.DoAsync(new AssignWorkOrder(id, technician));
        await branch.DoAsync(new StartWorkOrder(id));
        await branch.DoAsync(new IssueParts(id, part, branch.Random.Next(1, 6)));
        await branch.DoAsync(new CompleteWorkOrder(id, TimeSpan.FromMinutes(branch.Random.Next(10, 300))));
    }
}
