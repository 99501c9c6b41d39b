namespace Erp.Contracts;

public sealed record ApproveContractStep(Id<Contract> Id, int Step);

[Audited("contract.approve_step", AuditCategory.Approve, typeof(Contract))]
public sealed class ApproveContractStepHandler(IRepository<Contract> contracts, RequestContext request) : ICommandHandler<ApproveContractStep>
{
    public Task HandleAsync(ApproveContractStep command, CancellationToken cancellationToken) =>
        contracts.ChangeAsync(command.Id, contract => contract.ApproveStep(command.Step, request.UserId), cancellationToken);
}
