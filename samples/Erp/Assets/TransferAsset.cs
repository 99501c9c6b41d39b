namespace Erp.Assets;

public sealed record TransferAsset(Id<FixedAsset> Id, string Location);

[Audited("fixed_asset.transfer", AuditCategory.Transfer, typeof(FixedAsset))]
public sealed class TransferAssetHandler(IRepository<FixedAsset> fixedAssets) : ICommandHandler<TransferAsset>
{
    public Task HandleAsync(TransferAsset command, CancellationToken cancellationToken) =>
        fixedAssets.ChangeAsync(command.Id, fixedAsset => fixedAsset.Transfer(command.Location), cancellationToken);
}
