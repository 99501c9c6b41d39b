namespace Erp.Contracts;

public sealed record ChangeIncoterms(Id<Contract> Id, Incoterm Incoterm);

[Audited("contract.change_incoterms", AuditCategory.Update, typeof(Contract))]
public sealed class ChangeIncotermsHandler(IRepository<Contract> contracts) : ICommandHandler<ChangeIncoterms>
{
    public Task HandleAsync(ChangeIncoterms command, CancellationToken cancellationToken) =>
        contracts.ChangeAsync(command.Id, contract => contract.ChangeIncoterms(command.Incoterm), cancellationToken);
}
