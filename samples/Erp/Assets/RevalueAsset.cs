namespace Erp.Assets;

public sealed record RevalueAsset(Id<FixedAsset> Id, Money Value, [property: AuditReason] string Why);

[Audited("fixed_asset.revalue", AuditCategory.Update, typeof(FixedAsset))]
public sealed class RevalueAssetHandler(IRepository<FixedAsset> fixedAssets) : ICommandHandler<RevalueAsset>
{
    public Task HandleAsync(RevalueAsset command, CancellationToken cancellationToken) =>
        fixedAssets.ChangeAsync(command.Id, fixedAsset => fixedAsset.Revalue(command.Value), cancellationToken);
}
