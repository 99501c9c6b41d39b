namespace Erp.Contracts;

public sealed record SubmitContract(Id<Contract> Id);

[Audited("contract.submit", AuditCategory.Submit, typeof(Contract))]
public sealed class SubmitContractHandler(IRepository<Contract> contracts) : ICommandHandler<SubmitContract>
{
    public Task HandleAsync(SubmitContract command, CancellationToken cancellationToken) =>
        contracts.ChangeAsync(command.Id, static contract => contract.Submit(), cancellationToken);
}
