namespace Erp.Production;

public sealed record ApproveBomVersion(Id<Bom> Id);

[Audited("bom.approve_version", AuditCategory.Approve, typeof(Bom))]
public sealed class ApproveBomVersionHandler(IRepository<Bom> boms) : ICommandHandler<ApproveBomVersion>
{
    public Task HandleAsync(ApproveBomVersion command, CancellationToken cancellationToken) =>
        boms.ChangeAsync(command.Id, static bom => bom.Approve(), cancellationToken);
}
