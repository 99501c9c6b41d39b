namespace Erp.Inventory;

public sealed record TransferZone(Id<Zone> From, Id<Zone> To, [property: AuditData] int Pallets);

/// <summary>Moves pallets from zone to zone: both change, or neither.</summary>
[Audited("zone.transfer", AuditCategory.Transfer, typeof(Zone))]
public sealed class TransferZoneHandler(IRepository<Zone> zones, ITransactions transactions) : ICommandHandler<TransferZone>
{
    public async Task HandleAsync(TransferZone command, CancellationToken cancellationToken)
    {
        await using ITransaction transaction = transactions.Begin();
        await zones.ChangeAsync(command.From, zone => zone.Release(command.Pallets), cancellationToken);
        await zones.ChangeAsync(command.To, zone => zone.Accept(command.Pallets), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
