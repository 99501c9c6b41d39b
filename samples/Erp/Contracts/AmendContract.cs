namespace Erp.Contracts;

public sealed record AmendContract(Id<Contract> Id, Money Value, DateRange Term, [property: AuditReason] string Why);

[Audited("contract.amend", AuditCategory.Update, typeof(Contract))]
public sealed class AmendContractHandler(IRepository<Contract> contracts) : ICommandHandler<AmendContract>
{
    public Task HandleAsync(AmendContract command, CancellationToken cancellationToken) =>
        contracts.ChangeAsync(command.Id, contract => contract.Amend(command.Value, command.Term), cancellationToken);
}
