namespace Erp.Production;

public sealed record RetireBomVersion(Id<Bom> Id, [property: AuditReason] string Why);

[Audited("bom.retire_version", AuditCategory.Deactivate, typeof(Bom))]
public sealed class RetireBomVersionHandler(IRepository<Bom> boms) : ICommandHandler<RetireBomVersion>
{
    public Task HandleAsync(RetireBomVersion command, CancellationToken cancellationToken) =>
        boms.ChangeAsync(command.Id, static bom => bom.Retire(), cancellationToken);
}
