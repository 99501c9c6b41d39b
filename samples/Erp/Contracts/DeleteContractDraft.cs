namespace Erp.Contracts;

public sealed record DeleteContractDraft(Id<Contract> Id);

/// <summary>Deletes a draft. This is a real removal: the event carries everything that the draft held.</summary>
[Audited("contract.delete_draft", AuditCategory.Delete, typeof(Contract))]
public sealed class DeleteContractDraftHandler(IRepository<Contract> contracts) : ICommandHandler<DeleteContractDraft>
{
    public Task HandleAsync(DeleteContractDraft command, CancellationToken cancellationToken) =>
        contracts.RemoveAsync(command.Id, static contract => contract.RequireDraft(), cancellationToken);
}
