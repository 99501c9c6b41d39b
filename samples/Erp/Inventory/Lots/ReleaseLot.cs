namespace Erp.Inventory;

public sealed record ReleaseLot(Id<Lot> Id);

[Audited("lot.release", AuditCategory.Activate, typeof(Lot))]
public sealed class ReleaseLotHandler(IRepository<Lot> lots) : ICommandHandler<ReleaseLot>
{
    public Task HandleAsync(ReleaseLot command, CancellationToken cancellationToken) =>
        lots.ChangeAsync(command.Id, static lot => lot.Release(), cancellationToken);
}
