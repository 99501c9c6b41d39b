namespace Erp.Inventory;

public sealed record ChangeLotQaStatus(Id<Lot> Id, QaStatus Status, [property: AuditReason] string? Why = null);

[Audited("lot.change_qa_status", AuditCategory.Update, typeof(Lot))]
public sealed class ChangeLotQaStatusHandler(IRepository<Lot> lots) : ICommandHandler<ChangeLotQaStatus>
{
    public Task HandleAsync(ChangeLotQaStatus command, CancellationToken cancellationToken) =>
        lots.ChangeAsync(command.Id, lot => lot.ChangeQaStatus(command.Status), cancellationToken);
}
