namespace Erp.Contracts;

public sealed record AttachContractDocument(Id<Contract> Id, ContractDocument Document);

[Audited("contract.attach_document", AuditCategory.Import, typeof(Contract))]
public sealed class AttachContractDocumentHandler(IRepository<Contract> contracts) : ICommandHandler<AttachContractDocument>
{
    public Task HandleAsync(AttachContractDocument command, CancellationToken cancellationToken) =>
        contracts.ChangeAsync(command.Id, contract => contract.Attach(command.Document), cancellationToken);
}
