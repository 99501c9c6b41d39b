using Erp.HumanResources;

namespace Erp.Assets;

public sealed record AssignCustodian(Id<FixedAsset> Id, Id<Employee> Custodian);

[Audited("fixed_asset.assign_custodian", AuditCategory.Assign, typeof(FixedAsset))]
public sealed class AssignCustodianHandler(IRepository<FixedAsset> fixedAssets) : ICommandHandler<AssignCustodian>
{
    public Task HandleAsync(AssignCustodian command, CancellationToken cancellationToken) =>
        fixedAssets.ChangeAsync(command.Id, fixedAsset => fixedAsset.AssignCustodian(command.Custodian), cancellationToken);
}
