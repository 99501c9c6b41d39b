namespace Erp.Inventory;

public sealed record MergeLots(Id<Lot> Into, Id<Lot> From);

[Audited("lot.merge", AuditCategory.Update, typeof(Lot))]
public sealed class MergeLotsHandler(IRepository<Lot> lots, ITransactions transactions) : ICommandHandler<MergeLots>
{
    public async Task HandleAsync(MergeLots command, CancellationToken cancellationToken)
    {
        await using ITransaction transaction = transactions.Begin();
        Lot from = await lots.GetAsync(command.From, cancellationToken);
        await lots.ChangeAsync(command.Into, into => into.Absorb(from), cancellationToken);
        await lots.ChangeAsync(command.From, lot => lot.MergeInto(command.Into), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
