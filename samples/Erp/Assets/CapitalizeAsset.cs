namespace Erp.Assets;

public sealed record CapitalizeAsset(Id<FixedAsset> Id);

[Audited("fixed_asset.capitalize", AuditCategory.Post, typeof(FixedAsset))]
public sealed class CapitalizeAssetHandler(IRepository<FixedAsset> fixedAssets, RequestContext request) : ICommandHandler<CapitalizeAsset>
{
    public Task HandleAsync(CapitalizeAsset command, CancellationToken cancellationToken) =>
        fixedAssets.ChangeAsync(command.Id, fixedAsset => fixedAsset.Capitalize(request.Today), cancellationToken);
}
