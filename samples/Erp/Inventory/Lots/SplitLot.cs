namespace Erp.Inventory;

public sealed record SplitLot(Id<Lot> Id, Id<Lot> Part, string PartNumber, Quantity Quantity);

[Audited("lot.split", AuditCategory.Update, typeof(Lot))]
public sealed class SplitLotHandler(IRepository<Lot> lots, ITransactions transactions) : ICommandHandler<SplitLot>
{
    public async Task HandleAsync(SplitLot command, CancellationToken cancellationToken)
    {
        await using ITransaction transaction = transactions.Begin();
        Lot? part = null;
        await lots.ChangeAsync(command.Id, lot => part = lot.Split(command.Part, command.PartNumber, command.Quantity), cancellationToken);
        await lots.AddAsync(part!, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
