namespace Erp.Contracts;

public sealed record TerminateContract(Id<Contract> Id, [property: AuditReason] string Why);

[Audited("contract.terminate", AuditCategory.Close, typeof(Contract))]
public sealed class TerminateContractHandler(IRepository<Contract> contracts) : ICommandHandler<TerminateContract>
{
    public Task HandleAsync(TerminateContract command, CancellationToken cancellationToken) =>
        contracts.ChangeAsync(command.Id, static contract => contract.Terminate(), cancellationToken);
}
