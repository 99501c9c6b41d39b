namespace Erp.Contracts;

public sealed record SuspendContract(Id<Contract> Id, [property: AuditReason] string Why);

[Audited("contract.suspend", AuditCategory.Deactivate, typeof(Contract))]
public sealed class SuspendContractHandler(IRepository<Contract> contracts) : ICommandHandler<SuspendContract>
{
    public Task HandleAsync(SuspendContract command, CancellationToken cancellationToken) =>
        contracts.ChangeAsync(command.Id, static contract => contract.Suspend(), cancellationToken);
}
