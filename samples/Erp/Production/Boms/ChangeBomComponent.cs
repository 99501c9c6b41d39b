namespace Erp.Production;

public sealed record ChangeBomComponent(Id<Bom> Id, BomComponent Component);

[Audited("bom.change_component", AuditCategory.Update, typeof(Bom))]
public sealed class ChangeBomComponentHandler(IRepository<Bom> boms) : ICommandHandler<ChangeBomComponent>
{
    public Task HandleAsync(ChangeBomComponent command, CancellationToken cancellationToken) =>
        boms.ChangeAsync(command.Id, bom => bom.ChangeComponent(command.Component), cancellationToken);
}
