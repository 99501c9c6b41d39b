namespace Erp.Assets;

public sealed record ReverseAssetDisposal(Id<FixedAsset> Id, [property: AuditReason] string Why);

[Audited("fixed_asset.reverse_disposal", AuditCategory.Reverse, typeof(FixedAsset))]
public sealed class ReverseAssetDisposalHandler(IRepository<FixedAsset> fixedAssets) : ICommandHandler<ReverseAssetDisposal>
{
    public Task HandleAsync(ReverseAssetDisposal command, CancellationToken cancellationToken) =>
        fixedAssets.ChangeAsync(command.Id, static fixedAsset => fixedAsset.ReverseDisposal(), cancellationToken);
}
