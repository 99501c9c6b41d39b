namespace Erp.Contracts;

public sealed record ActivateContract(Id<Contract> Id);

[Audited("contract.activate", AuditCategory.Activate, typeof(Contract))]
public sealed class ActivateContractHandler(IRepository<Contract> contracts) : ICommandHandler<ActivateContract>
{
    public Task HandleAsync(ActivateContract command, CancellationToken cancellationToken) =>
        contracts.ChangeAsync(command.Id, static contract => contract.Activate(), cancellationToken);
}
