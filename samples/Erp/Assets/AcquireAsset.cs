namespace Erp.Assets;

public sealed record AcquireAsset(Id<FixedAsset> Id, string Number, string Description, Money Cost, int UsefulYears, string Location);

[Audited("fixed_asset.acquire", AuditCategory.Create, typeof(FixedAsset))]
public sealed class AcquireAssetHandler(IRepository<FixedAsset> fixedAssets, RequestContext request) : ICommandHandler<AcquireAsset>
{
    public Task HandleAsync(AcquireAsset command, CancellationToken cancellationToken) =>
        fixedAssets.AddAsync(
            new(command.Id, command.Number, command.Description, command.Cost, command.UsefulYears, command.Location, request.Today),
            cancellationToken);
}
