namespace Erp.Contracts;

public sealed record RejectContractStep(Id<Contract> Id, int Step, [property: AuditReason] string Why);

[Audited("contract.reject_step", AuditCategory.Reject, typeof(Contract))]
public sealed class RejectContractStepHandler(IRepository<Contract> contracts, RequestContext request) : ICommandHandler<RejectContractStep>
{
    public Task HandleAsync(RejectContractStep command, CancellationToken cancellationToken) =>
        contracts.ChangeAsync(command.Id, contract => contract.RejectStep(command.Step, request.UserId), cancellationToken);
}
