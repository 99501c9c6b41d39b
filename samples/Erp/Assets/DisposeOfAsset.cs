namespace Erp.Assets;

public sealed record DisposeOfAsset(Id<FixedAsset> Id, [property: AuditReason] string Why);

[Audited("fixed_asset.dispose", AuditCategory.Close, typeof(FixedAsset))]
public sealed class DisposeOfAssetHandler(IRepository<FixedAsset> fixedAssets, RequestContext request) : ICommandHandler<DisposeOfAsset>
{
    public Task HandleAsync(DisposeOfAsset command, CancellationToken cancellationToken) =>
        fixedAssets.ChangeAsync(command.Id, fixedAsset => fixedAsset.Dispose(request.Today), cancellationToken);
}
