namespace Erp.Assets;

public sealed record DepreciateAsset(Id<FixedAsset> Id);

[Audited("fixed_asset.depreciate", AuditCategory.Post, typeof(FixedAsset))]
public sealed class DepreciateAssetHandler(IRepository<FixedAsset> fixedAssets) : ICommandHandler<DepreciateAsset>
{
    public Task HandleAsync(DepreciateAsset command, CancellationToken cancellationToken) =>
        fixedAssets.ChangeAsync(command.Id, static fixedAsset => fixedAsset.Depreciate(), cancellationToken);
}
