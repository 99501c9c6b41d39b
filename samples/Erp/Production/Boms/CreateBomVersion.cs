using Erp.MasterData;

namespace Erp.Production;

public sealed record CreateBomVersion(Id<Bom> Id, Id<Product> Product, int Revision, IReadOnlyList<BomComponent> Components);

[Audited("bom.create_version", AuditCategory.Create, typeof(Bom))]
public sealed class CreateBomVersionHandler(IRepository<Bom> boms) : ICommandHandler<CreateBomVersion>
{
    public Task HandleAsync(CreateBomVersion command, CancellationToken cancellationToken) =>
        boms.AddAsync(new(command.Id, command.Product, command.Revision, command.Components), cancellationToken);
}
