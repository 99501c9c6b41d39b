namespace Erp.Inventory;

public sealed record BlockLot(Id<Lot> Id, [property: AuditReason] string Why);

[Audited("lot.block", AuditCategory.Deactivate, typeof(Lot))]
public sealed class BlockLotHandler(IRepository<Lot> lots) : ICommandHandler<BlockLot>
{
    public Task HandleAsync(BlockLot command, CancellationToken cancellationToken) =>
        lots.ChangeAsync(command.Id, static lot => lot.Block(), cancellationToken);
}
