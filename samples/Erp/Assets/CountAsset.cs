namespace Erp.Assets;

public sealed record CountAsset(Id<FixedAsset> Id, [property: AuditData] string Sheet);

[Audited("fixed_asset.count", AuditCategory.Evaluate, typeof(FixedAsset))]
public sealed class CountAssetHandler(IRepository<FixedAsset> fixedAssets, RequestContext request) : ICommandHandler<CountAsset>
{
    public Task HandleAsync(CountAsset command, CancellationToken cancellationToken) =>
        fixedAssets.ChangeAsync(command.Id, fixedAsset => fixedAsset.Count(request.Today), cancellationToken);
}
