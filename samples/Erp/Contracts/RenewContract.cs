namespace Erp.Contracts;

public sealed record RenewContract(Id<Contract> Id, DateOnly Until);

[Audited("contract.renew", AuditCategory.Reopen, typeof(Contract))]
public sealed class RenewContractHandler(IRepository<Contract> contracts) : ICommandHandler<RenewContract>
{
    public Task HandleAsync(RenewContract command, CancellationToken cancellationToken) =>
        contracts.ChangeAsync(command.Id, contract => contract.Renew(command.Until), cancellationToken);
}
