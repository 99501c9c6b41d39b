namespace Erp.Assets;

public sealed record ImpairAsset(Id<FixedAsset> Id, Money Loss, [property: AuditReason] string Why);

[Audited("fixed_asset.impair", AuditCategory.Update, typeof(FixedAsset))]
public sealed class ImpairAssetHandler(IRepository<FixedAsset> fixedAssets) : ICommandHandler<ImpairAsset>
{
    public Task HandleAsync(ImpairAsset command, CancellationToken cancellationToken) =>
        fixedAssets.ChangeAsync(command.Id, fixedAsset => fixedAsset.Impair(command.Loss), cancellationToken);
}
