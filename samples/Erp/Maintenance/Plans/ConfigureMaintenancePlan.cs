namespace Erp.Maintenance;

public sealed record ConfigureMaintenancePlan(Id<Equipment> Equipment, int IntervalInDays, IReadOnlyList<string> Tasks);

/// <summary>Sets up a machine's plan, which comes into being when it is first configured.</summary>
[Audited("maintenance_plan.configure", AuditCategory.Configure, typeof(MaintenancePlan))]
public sealed class ConfigureMaintenancePlanHandler(IRepository<MaintenancePlan, Id<Equipment>> plans) : ICommandHandler<ConfigureMaintenancePlan>
{
    public Task HandleAsync(ConfigureMaintenancePlan command, CancellationToken cancellationToken) =>
        plans.SetAsync(
            command.Equipment,
            static equipment => new(equipment),
            plan => plan.Configure(command.IntervalInDays, command.Tasks),
            cancellationToken);
}
